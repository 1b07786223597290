package poplock.posix;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClockTest {
    private final Libc libc = new JvmLibc();

    private void zone(String name) {
        libc.setenv(CString.of("TZ"), CString.of(name));
        libc.tzset();
    }

    @AfterEach
    void systemZone() {
        libc.unsetenv(CString.of("TZ"));
        libc.tzset();
    }

    @Test
    void secondsAreLocalTimeAndBack() {
        zone("CET-1CEST,M3.5.0,M10.5.0/3");
        int[] tm = new int[Libc.TM_WORDS];
        assertEquals(0, libc.localtime(1_784_116_800L, tm));
        // Wed, 15 July 2026, 14:00:00 +0200
        assertArrayEquals(new int[] {0, 0, 14, 15, 6, 126, 3, 195, 1, 7_200}, tm);
        assertEquals(1_784_116_800L, libc.mktime(tm));
        tm[Libc.TM_MON] = 0;
        tm[Libc.TM_ISDST] = -1;
        assertEquals(1_768_482_000L, libc.mktime(tm));
        assertEquals(0, tm[Libc.TM_ISDST]);
        assertEquals(3_600, tm[Libc.TM_GMTOFF]);
    }

    @Test
    void clocksGoOn() {
        long now = System.currentTimeMillis() / 1_000;
        assertTrue(Math.abs(libc.clockGettime(Libc.CLOCK_REALTIME) / 1_000_000_000 - now) <= 60);
        long start = libc.clockGettime(Libc.CLOCK_MONOTONIC);
        assertTrue(libc.clockGettime(Libc.CLOCK_MONOTONIC) >= start);
    }

    @Test
    void randomNumbersFillTheBuffer() {
        byte[] one = new byte[64];
        byte[] other = new byte[64];
        assertEquals(64, libc.getrandom(one));
        assertEquals(64, libc.getrandom(other));
        assertTrue(!java.util.Arrays.equals(one, other));
    }

    @Test
    void theEnvironmentIsTheProcesss() {
        assertEquals(System.getenv("PATH"), CString.text(libc.getenv(CString.of("PATH"))));
        assertEquals(null, libc.getenv(CString.of("POPLOCK_NO_SUCH_VARIABLE")));
    }
}
