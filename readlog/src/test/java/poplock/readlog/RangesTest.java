package poplock.readlog;

import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RangesTest {
    @ParameterizedTest
    @CsvSource({"[0-2a-c:]+,[012abc:]+", "[^0-2x-z],[^012xyz]", "[A-Ca-c]-[0-1],[ABCabc]-[01]",
            "a-c[x],a-c[x]",
            "[a-c-e],[a-c-e]", "\\[a-c],\\[a-c]", "\\Q[a-c]\\E,\\Q[a-c]\\E", "[A-z],[A-z]", "[z-a],[z-a]",
            "[\\x41-Z],[\\x41-Z]", "[:a-c],[:a-c]", "[a-c&&[^b-b]],[abc&&[^b]]"})
    void writesOutRangesThatStartAClass(String pattern, String expected) {
        assertEquals(expected, Ranges.writeOut(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9A-Fa-f:.]", "[^0-9a-f]", "[A-Za-z0-9+/=_.:-]", "[a-z-9]", "[a-cx-z-]",
            "[a-y&&[^c-e]]",
            "[x[a-c]]", "[\\d-z]", "[^\\x00-\\x20\\x7f]"})
    void meansTheSame(String pattern) {
        var before = Pattern.compile(pattern, Pattern.DOTALL);
        var after = Pattern.compile(Ranges.writeOut(pattern), Pattern.DOTALL);
        for (char c = 0; c < 256; c++) {
            String text = String.valueOf(c);
            assertEquals(before.matcher(text).matches(), after.matcher(text).matches(),
                    pattern + " for " + (int) c);
        }
    }
}
