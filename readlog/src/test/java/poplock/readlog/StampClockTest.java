package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StampClockTest {
    private final StampClock clock = new StampClock(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
            // an hour ago, and in the year before
            "Oct 12 07:31:05, 2026-10-12T08:00:00Z, 2026-10-12T05:31:05Z",
            "Oct 13 07:31:05, 2026-10-11T08:00:00Z, 2025-10-13T05:31:05Z",
            // a clock that is a little behind the sender's
            "Oct 12 11:00:00, 2026-10-12T08:00:00Z, 2026-10-12T09:00:00Z",
            // the turn of the year, read on either side
            "Dec 31 23:59:59, 2027-01-01T00:00:10Z, 2026-12-31T22:59:59Z",
            "Jan  1 00:30:00, 2026-12-31T22:59:59Z, 2026-12-31T23:30:00Z",
            // 29 February: of a year that has one, not later than tomorrow
            "Feb 29 12:00:00, 2028-02-29T12:00:00Z, 2028-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2027-03-01T12:00:00Z, 2024-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2028-02-01T12:00:00Z, 2024-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2103-03-01T12:00:00Z, 2096-02-29T11:00:00Z",
            // clocks set forward: a time that never was is moved
            "Mar 29 02:30:00, 2026-03-29T12:00:00Z, 2026-03-29T01:30:00Z",
            // clocks set back: the later one, unless it is still to come
            "Oct 25 02:30:00, 2026-10-25T12:00:00Z, 2026-10-25T01:30:00Z",
            "Oct 25 02:30:00, 2026-10-25T00:31:00Z, 2026-10-25T00:30:00Z",
            // a leap second
            "Oct 12 07:31:60, 2026-10-12T08:00:00Z, 2026-10-12T05:31:59Z"})
    void findsTheYearOfAStampWithoutOne(String stamp, Instant now, Instant expected) {
        assertEquals(expected, Instant.ofEpochSecond(seconds(stamp + " mx1 imapd: m", now.getEpochSecond())));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryForm(HeaderForm form) {
        byte[] line = form.write("imapd", 7, "m");
        String text = new String(line, StandardCharsets.ISO_8859_1);
        long now = 1_728_800_000;
        // 5 October moves no clock, so the days of these forms are as many seconds apart
        long expected = text.contains("Oct 2 ") || text.contains("Oct 02 ") || text.contains("Oct  2 ")
                ? 1_728_711_065 - 10 * 86_400
                : text.startsWith("[") || text.startsWith("<22>1 - ") ? -1 : 1_728_711_065;
        assertEquals(expected, seconds(text, now));
    }

    @Test
    void keepsNoMinuteOfAnotherForm() {
        long now = Instant.parse("2026-10-12T08:00:00Z").getEpochSecond();
        assertEquals(1_791_783_065, seconds("Oct 12 07:31:05 mx1 imapd: m", now));
        assertEquals(1_791_783_066, seconds("Oct 12 07:31:06 mx1 imapd: m", now));
        assertEquals(1_791_790_266, seconds("Mon 2026-10-12 07:31:06 UTC mx1 imapd: m", now));
        assertEquals(1_791_783_066, seconds("Mon 2026-10-12 07:31:06 CEST mx1 imapd: m", now));
    }

    @Test
    void saysNothingOfDaysThatDoNotExist() {
        assertEquals(-1, seconds("Feb 30 07:31:05 mx1 imapd: m", 1_800_000_000));
        assertEquals(-1, seconds("2026-02-29T07:31:05Z mx1 imapd: m", 1_800_000_000));
    }

    private long seconds(String line, long now) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return clock.seconds(Header.parse(bytes, 0, bytes.length), bytes, now);
    }
}
