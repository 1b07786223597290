package poplock.common;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CivilTimeTest {
    /** The text stands between others, as in a file. */
    private static long parse(String text) {
        byte[] bytes = ("99" + text + "99").getBytes(StandardCharsets.ISO_8859_1);
        return CivilTime.parse(bytes, 2, bytes.length - 2);
    }

    /** Each day of more than a whole cycle of the calendar, before and after the epoch. */
    @Test
    void everyDayIsThatOfJavasCalendar() {
        LocalDate end = LocalDate.of(2401, 3, 2);
        for (LocalDate day = LocalDate.of(-1, 12, 30); day.isBefore(end); day = day.plusDays(1)) {
            assertEquals(day.toEpochDay(),
                    CivilTime.days(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), day.toString());
        }
    }

    @Test
    void everyMonthHasItsDays() {
        for (int year = 1890; year <= 2410; year++) {
            for (int month = 1; month <= 12; month++) {
                assertEquals(YearMonth.of(year, month).lengthOfMonth(), CivilTime.daysOfMonth(year, month));
            }
        }
    }

    @Test
    void readsWhatJavaWrites() {
        var random = new Random(17);
        for (int i = 0; i < 10_000; i++) {
            long time = random.nextLong(-62_000_000_000L, 253_000_000_000L);
            var zone = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
            String text = OffsetDateTime.ofInstant(Instant.ofEpochSecond(time), zone).toString();
            String whole = text.replaceFirst("(T\\d\\d:\\d\\d)(?=[Z+-])", "$1:00");
            assertEquals(time, parse(whole), whole);
        }
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:00Z, 0", "1969-12-31T23:59:59Z, -1",
            "2026-12-31T18:00:00+01:00, 1798736400",
            "2026-12-31T18:00:00-00:00, 1798740000", "2028-02-29T00:00:00+23:59, 1835308860",
            "9999-12-31T23:59:59Z, 253402300799"})
    void readsTimes(String text, long seconds) {
        assertEquals(seconds, parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-12-31", "2026-12-31T18:00:00", "2026-12-31 18:00:00Z",
            "2026-12-31T18:00Z",
            "2026-12-31t18:00:00z", "2026-12-31T18:00:00.5Z", "2026-12-31T18:00:00+0100",
            "2026-12-31T18:00:00+01", "2026-12-31T18:00:00+01:00 ", "2026-12-31T18:00:00+01:00:00",
            "+026-12-31T18:00:00Z", "2026-1\u00b2-31T18:00:00Z", "1798736400", "tomorrow",
            "2026-12-31T18:00:00CET"})
    void whatHasAnotherFormIsRefused(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(text));
        assertEquals("'" + text + "' is not a time such as 2026-12-31T18:00:00+01:00 or 2026-12-31T17:00:00Z",
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"2026-00-01T00:00:00Z, month 0: 1 to 12", "2026-13-01T00:00:00Z, month 13: 1 to 12",
            "2026-01-00T00:00:00Z, day 0: 1 to 31", "2026-04-31T00:00:00Z, day 31: 1 to 30",
            "2026-02-29T00:00:00Z, day 29: 1 to 28", "2100-02-29T00:00:00Z, day 29: 1 to 28",
            "2000-02-30T00:00:00Z, day 30: 1 to 29", "2026-01-01T24:00:00Z, hour 24: 0 to 23",
            "2026-01-01T00:60:00Z, minute 60: 0 to 59", "2026-12-31T23:59:60Z, second 60: 0 to 59",
            "2026-01-01T00:00:00+24:00, hour of the zone 24: 0 to 23",
            "2026-01-01T00:00:00+00:60, minute of the zone 60: 0 to 59"})
    void whatDoesNotExistIsRefused(String text, String what) {
        var refused = assertThrows(IllegalArgumentException.class, () -> parse(text));
        assertEquals("a time has no " + what, refused.getMessage());
    }
}
