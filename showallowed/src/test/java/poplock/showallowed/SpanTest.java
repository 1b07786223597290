package poplock.showallowed;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class SpanTest {
    @ParameterizedTest
    @CsvSource({"0, 0s", "1, 1s", "59, 59s", "60, 1m", "61, 1m 1s", "3599, 59m 59s", "3600, 1h", "3659, 1h",
            "3660, 1h 1m",
            "86399, 23h 59m", "86400, 1d", "90000, 1d 1h", "315360000, 3650d", "-5, -5s", "-61, -1m 1s"})
    void saysTheTwoGreatestUnits(long seconds, String words) {
        assertEquals(words, new Span(seconds).toString());
    }
}
