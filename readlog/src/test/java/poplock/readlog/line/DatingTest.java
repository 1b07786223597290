package poplock.readlog.line;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DatingTest {
    private static final long NOON = at("2026-10-12T12:00:00Z");

    private final Dating dating = new Dating(zone(ZoneId.of("Europe/Berlin")));

    /** What the line says, when it arrived, and when the login was. */
    @ParameterizedTest
    @CsvSource({
            // No year: the latest that has been.
            "Oct 12 07:31:05, 2026-10-12T08:00:00Z, 2026-10-12T05:31:05Z",
            "Oct 14 07:31:05, 2026-10-11T08:00:00Z, 2025-10-14T05:31:05Z",
            "Oct  2 07:31:05, 2026-10-12T08:00:00Z, 2026-10-02T05:31:05Z",
            // The turn of the year, read on either side, and by a clock that is a little behind.
            "Dec 31 23:59:59, 2027-01-01T00:00:10Z, 2026-12-31T22:59:59Z",
            "Jan  1 00:30:00, 2026-12-31T23:30:10Z, 2026-12-31T23:30:00Z",
            "Jan  1 00:00:00, 2026-12-31T22:59:59Z, 2026-12-31T22:59:59Z",
            "Jan  1 00:04:59, 2026-12-31T22:59:59Z, 2026-12-31T22:59:59Z",
            "Dec 31 23:59:59, 2026-12-31T22:59:58Z, 2026-12-31T22:59:58Z",
            // 29 February: of a year that has one.
            "Feb 29 12:00:00, 2028-02-29T12:00:00Z, 2028-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2027-03-01T12:00:00Z, 2024-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2028-02-01T12:00:00Z, 2024-02-29T11:00:00Z",
            "Feb 29 12:00:00, 2103-03-01T12:00:00Z, 2096-02-29T11:00:00Z",
            "2028-02-29T12:00:00Z, 2028-02-29T12:00:00Z, 2028-02-29T12:00:00Z",
            "2000-02-29T12:00:00Z, 2028-02-29T12:00:00Z, 2000-02-29T12:00:00Z",
            // The hour that comes twice: the later one if it has been.
            "Oct 25 02:30:00, 2026-10-25T12:00:00Z, 2026-10-25T01:30:00Z",
            "Oct 25 02:30:00, 2026-10-25T01:30:00Z, 2026-10-25T01:30:00Z",
            "Oct 25 02:30:00, 2026-10-25T01:29:59Z, 2026-10-25T01:29:59Z",
            "Oct 25 02:30:00, 2026-10-25T01:24:59Z, 2026-10-25T00:30:00Z",
            "Oct 25 02:30:00, 2026-10-25T00:31:00Z, 2026-10-25T00:30:00Z",
            "Oct 25 02:30:00, 2026-10-25T00:29:00Z, 2026-10-25T00:29:00Z",
            "Sun 2026-10-25 02:30:00 CEST, 2026-10-25T12:00:00Z, 2026-10-25T01:30:00Z",
            "Sun Oct 25 02:30:00 2026, 2026-10-25T00:31:00Z, 2026-10-25T00:30:00Z",
            // Other places of the year, and a zone's name.
            "Oct 12 2026 07:31:05, 2027-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "2026 Oct 12 07:31:05, 2027-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "Oct 12 07:31:05 UTC, 2026-10-12T12:00:00Z, 2026-10-12T07:31:05Z",
            "Oct 12 07:31:05 CEST, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "Oct 12  7:31:05, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            // A container's runtime, multilog: as old as the line says, and no newer than they do.
            "2026-10-12T06:31:05.1Z stdout F Oct 12 07:31:05, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "2026-10-12T04:31:05.1Z stdout F Oct 12 06:32:05, 2026-10-12T12:00:00Z, 2026-10-12T04:31:05Z",
            "2025-10-12T04:31:05.1Z stdout F Oct 12 06:31:04, 2026-10-12T12:00:00Z, 2025-10-12T04:31:04Z",
            "2026-10-12T06:31:05.1Z Oct 12 07:31:05, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "@40000000670a09a30a1b2c3d Oct 12 07:30:05, 2026-10-12T12:00:00Z, 2024-10-12T05:30:05Z",
            // A stamp that names its zone is taken as it is.
            "2026-10-12T07:31:05Z, 2026-10-12T12:00:00Z, 2026-10-12T07:31:05Z",
            "2026-10-12T07:31:05+05:45, 2026-10-12T12:00:00Z, 2026-10-12T01:46:05Z",
            "2026-10-12T07:31:05.123456-0330, 2026-10-12T12:00:00Z, 2026-10-12T11:01:05Z",
            "Mon 2026-10-12 07:31:05 UTC, 2026-10-12T12:00:00Z, 2026-10-12T07:31:05Z",
            "Mon 2026-10-12 07:31:05 GMT, 2026-10-12T12:00:00Z, 2026-10-12T07:31:05Z",
            "Mon 2026-10-12 07:31:05 CEST, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "1791783065.5, 2026-10-12T12:00:00Z, 2026-10-12T05:31:05Z",
            "000000000, 2026-10-12T12:00:00Z, 1970-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z, 2026-10-12T12:00:00Z, 1970-01-01T00:00:00Z",
            // Never later than the arrival, though a clock is ahead by up to five minutes.
            "2026-10-12T12:00:01Z, 2026-10-12T12:00:00Z, 2026-10-12T12:00:00Z",
            "2026-10-12T12:05:00Z, 2026-10-12T12:00:00Z, 2026-10-12T12:00:00Z",
            "1791806700, 2026-10-12T12:00:00Z, 2026-10-12T12:00:00Z",
            "Oct 12 14:05:00, 2026-10-12T12:00:00Z, 2026-10-12T12:00:00Z",
            // A leap second.
            "Oct 12 07:31:60, 2026-10-12T08:00:00Z, 2026-10-12T05:31:59Z",
            "2016-12-31T23:59:60Z, 2017-01-01T00:00:10Z, 2016-12-31T23:59:59Z",
            "Dec 31 23:59:60, 2027-01-01T00:00:10Z, 2026-12-31T22:59:59Z"})
    void isOfItsStampAndNeverAfterItsArrival(String stamp, Instant arrival, Instant expected) {
        long time = date(stamp + " mx1 imapd: m", arrival.getEpochSecond());
        assertEquals(expected, Instant.ofEpochSecond(time));
        assertTrue(dating.isStamped());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-12T12:05:01Z", "2026-10-12T14:06:00+01:00", "9999-12-31T23:59:59+18:00",
            "9999-12-31T23:59:59-18:00", "99999999999", "1791806701", "Oct 12 14:05:01", "Oct 12 23:59:59",
            "Oct 13 13:59:00", "Mon Oct 12 14:05:01 2026", "Mon 2026-10-12 12:05:01 UTC",
            "Oct 12 2026 14:05:01", "Oct 12 12:05:01 UTC", "2026-10-12T12:05:01.1Z stdout F Oct 12 07:31:05",
            "2026-10-12T06:31:05.1Z stdout F Oct 12 08:36:06", "2026-10-12T06:31:05.1Z 2026-10-12T06:36:06Z"})
    void aStampFurtherAheadThanClocksMayDifferDatesNothing(String stamp) {
        assertEquals(Dating.IN_FUTURE, date(stamp + " mx1 imapd: m", NOON));
    }

    /** In spring 02:00 to 03:00 is left out in Berlin; two years before, too, so that no other year takes its place. */
    @ParameterizedTest
    @CsvSource({"Feb 30 07:31:05, 2026-10-12T12:00:00Z", "Apr 31 07:31:05, 2026-10-12T12:00:00Z",
            "2026-02-29T07:31:05Z, 2026-10-12T12:00:00Z", "2100-02-29T07:31:05Z, 2026-10-12T12:00:00Z",
            "2026-02-30T07:31:05Z, 2026-10-12T12:00:00Z", "2026-06-31T07:31:05+02:00, 2026-10-12T12:00:00Z",
            "Sun Feb 29 07:31:05 2026, 2026-10-12T12:00:00Z", "Mar 29 02:30:00, 2026-03-29T01:30:00Z",
            "Mar 29 02:00:00, 2026-03-29T12:00:00Z", "Sun Mar 29 02:59:59 2026, 2026-03-29T12:00:00Z"})
    void aTimeThatNeverWasDatesNothing(String stamp, Instant arrival) {
        assertEquals(Dating.NEVER, date(stamp + " mx1 imapd: m", arrival.getEpochSecond()));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryForm(HeaderForm form) {
        String text = new String(form.write("imapd", 7, "m"), StandardCharsets.ISO_8859_1);
        long now = 1_728_800_000;
        boolean isStamped = !text.startsWith("[") && !text.startsWith("<22>1 - ");
        // 5 October moves no clock, so the days of these forms are as many seconds apart
        long expected = text.contains("Oct 2 ") || text.contains("Oct 02 ") || text.contains("Oct  2 ")
                ? 1_728_711_065 - 10 * 86_400
                : isStamped ? 1_728_711_065 : now;
        assertEquals(expected, date(text, now));
        assertEquals(isStamped, dating.isStamped());
    }

    @Test
    void theSourcesZoneIsThatOfStampsWithoutOne() {
        assertEquals(at("2026-10-12T07:31:05Z"), in(ZoneOffset.UTC, "Oct 12 07:31:05"));
        assertEquals(at("2026-10-12T03:01:05Z"), in(ZoneOffset.ofHoursMinutes(4, 30), "Oct 12 07:31:05"));
        assertEquals(at("2026-10-12T10:31:05Z"), in(ZoneOffset.ofHours(-3), "Mon Oct 12 07:31:05 2026"));
        assertEquals(at("2026-10-12T07:31:05Z"), in(ZoneOffset.ofHours(-3), "2026-10-12T07:31:05Z"));
        assertEquals(Dating.IN_FUTURE, in(ZoneOffset.ofHours(-8), "Oct 12 07:31:05"));
    }

    /** svlogd writes UTC whatever the zone. */
    @Test
    void svlogdsStampsAreInUtc() {
        assertEquals(at("2026-10-12T07:31:05Z"), date("2026-10-12_07:31:05.12345 imapd: m", NOON));
        assertEquals(at("2026-10-12T07:31:05Z"), date("2026-10-12T07:31:05.12345 imapd: m", NOON));
    }

    @Test
    void aLineWithoutAStampIsOfItsArrivalIfItWasReadAsItWasWritten() {
        for (String line : new String[] {"<22>1 - mx1 imapd 7 - - m", "[  123.456789] mx1 imapd: m"}) {
            assertEquals(NOON, date(line, Arrival.live(NOON)));
            assertEquals(NOON - 600, date(line, Arrival.since(NOON - 600, NOON)));
            assertEquals(NOON, date(line, Arrival.since(NOON + 600, NOON)));
            assertEquals(0, date(line, Arrival.since(0, NOON)));
            assertFalse(dating.isStamped());
        }
    }

    @Test
    void aLineWithAStampIsOfItsStampHoweverItWasRead() {
        for (long read : new long[] {0, NOON - 10, NOON}) {
            assertEquals(NOON - 60,
                    date("2026-10-12T11:59:00Z mx1 imapd: m", Arrival.since(read, NOON)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026/10/12 11:59:00 [info] 7#7: m", "2026-10-12 11:59:00,123 INFO m",
            "2026-10-12 11:59:00.123 1szQw3 m", "2026-10-12 11:59:00 1szQw3 m",
            "2026-10-12 13:59:00 +0200 1szQw3 m",
            "2026-10-12T11:59:00Z INFO m", "Oct 12 2026 11:59:00 IMAP m",
            "Oct 12 11:59:00 imap-login: Info: m",
            "2026-10-12T11:59:00.123456+00:00 m", "Mon Oct 12 11:59:00 2026 m", "2026-10-12_11:59:00.12345 m",
            "2026-10-12 11:59:00"})
    void aServersOwnLogHasStampsToo(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new LogLine().set(bytes, 0, bytes.length, null, "tag");
        assertEquals(NOON - 60, new Dating(Zone.UTC).date(whole, Arrival.live(NOON)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "1791806340 m", "[  123.456789] m", "2026-10-12 m", "2026-10-12 11:59:00x m",
            ""})
    void whatIsNoStampDatesNoLine(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        var whole = new LogLine().set(bytes, 0, bytes.length, null, "tag");
        assertEquals(NOON, dating.date(whole, Arrival.live(NOON)));
        assertFalse(dating.isStamped());
    }

    /** What is remembered from one line to the next must change nothing. */
    @Test
    void datesALineAsIfItHadDatedNoneBefore() {
        String[] stamps = {"Oct 12 07:31:05", "Oct 12 07:31:06", "Mon Oct 12 07:31:05 2026",
                "Mon Oct 12 07:31:05 2000", "Mon 2026-10-12 07:31:05 UTC", "Mon 2026-10-12 07:31:05 CEST",
                "2026-10-12T07:31:05Z", "Feb 29 07:31:05", "Oct 25 02:30:00"};
        long[] arrivals = {NOON, at("2026-10-12T05:26:04Z"), at("2026-10-12T05:26:05Z"),
                at("2026-10-25T00:45:00Z"), at("2026-10-25T01:45:00Z")};
        for (String before : stamps) {
            for (String stamp : stamps) {
                for (long first : arrivals) {
                    for (long arrival : arrivals) {
                        date(before + " mx1 imapd: m", first);
                        var fresh = new Dating(zone(ZoneId.of("Europe/Berlin")));
                        String line = stamp + " mx1 imapd: m";
                        assertEquals(fresh.date(line(line), Arrival.live(arrival)), date(line, arrival),
                                line);
                    }
                }
            }
        }
    }

    /** The JDK knows the zones without the system's files. */
    private static Zone zone(ZoneId zone) {
        return new Zone(time -> zone.getRules().getOffset(Instant.ofEpochSecond(time)).getTotalSeconds());
    }

    private static long at(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    private static long in(ZoneId zone, String stamp) {
        return new Dating(zone(zone)).date(line(stamp + " mx1 imapd: m"), Arrival.live(NOON));
    }

    /** The second stamp begins as the whole first one. */
    @Test
    void takesALongerStampForAnotherOne() {
        assertEquals(170_000_000, date("170000000 mx1 imapd: m", NOON));
        assertEquals(1_700_000_001, date("1700000001 mx1 imapd: m", NOON));
        assertEquals(170_000_000, date("170000000 mx1 imapd: m", NOON));
    }

    private long date(String line, long arrival) {
        return date(line, Arrival.live(arrival));
    }

    private long date(String line, Arrival arrival) {
        return dating.date(line(line), arrival);
    }

    private static LogLine line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new LogLine().set(bytes, 0, bytes.length, Header.parse(bytes, 0, bytes.length), null);
    }
}
