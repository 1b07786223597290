package poplock.common;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExpiryTest {
    private static final long NOW = 1_795_348_800;

    @Test
    void allowsUpToTheExactSecond() {
        var expiry = new Expiry(1_800);
        assertTrue(expiry.allows(NOW, NOW));
        assertTrue(expiry.allows(NOW - 1_800, NOW));
        assertFalse(expiry.allows(NOW - 1_801, NOW));
    }

    @Test
    void aLoginFromTheFutureCountsNoLongerThanOneFromThePast() {
        var expiry = new Expiry(1_800);
        assertTrue(expiry.allows(NOW + 1, NOW));
        assertTrue(expiry.allows(NOW + 1_800, NOW));
        assertFalse(expiry.allows(NOW + 1_801, NOW));
        assertFalse(expiry.allows(NOW + 86_400, NOW));
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        var expiry = new Expiry(Expiry.MAX_SECONDS);
        assertFalse(expiry.allows(Entry.MAX_TIME, 0));
        assertFalse(expiry.allows(0, Entry.MAX_TIME));
        assertTrue(expiry.allows(Entry.MAX_TIME, Entry.MAX_TIME));
        assertTrue(expiry.allows(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1s", "90, 90, 90s", "90s, 90, 90s", "060, 60, 1m", "30m, 1800, 30m", "2h, 7200, 2h",
            "120m, 7200, 2h",
            "24h, 86400, 1d", "1d, 86400, 1d", "3650d, 315360000, 3650d", "315360000, 315360000, 3650d",
            "61m, 3660, 61m"})
    void readsSecondsMinutesHoursAndDays(String text, long seconds, String written) {
        Expiry expiry = Expiry.parse(text);
        assertEquals(seconds, expiry.seconds());
        assertEquals(written, expiry.toString());
        assertEquals(expiry, Expiry.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "m", "-1", "+1", "-30m", "30 m", "30M", "30min", "1.5h", "1h30m", "30m ",
            " 30m", "0x10", "1w",
            "forever", "\u0663m", "30\u043c"})
    void whatIsNoTimeIsRefused(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Expiry.parse(text));
        assertEquals("'" + text + "' is not a time such as 90, 90s, 30m, 2h or 1d", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0d", "3651d", "315360001", "87601h", "99999999999999999999",
            "18446744073709551617d",
            "9223372036854775807m"})
    void whatIsTooShortOrTooLongIsRefused(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Expiry.parse(text));
        assertEquals("a time from 1s to 3650d is wanted", refused.getMessage());
    }
}
