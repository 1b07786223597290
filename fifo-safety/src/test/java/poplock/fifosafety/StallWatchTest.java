package poplock.fifosafety;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StallWatchTest {
    private static final int CAPACITY = 65_536;
    private static final int FULL = 65_000;
    private static final long INTERVAL = 1_000;
    private static final long STALL = 5_000;

    private final StallWatch watch = new StallWatch(INTERVAL, STALL);
    private long now = 1_000_000;

    private boolean look(int unread, boolean untouched) {
        now += watch.pause();
        return watch.look(now, unread, CAPACITY, untouched);
    }

    private void drained() {
        watch.drained(now);
    }

    /** Looks until it is drained. */
    private long untilDrained(int unread) {
        long start = now;
        while (!look(unread, true)) {
            assertTrue(now - start < 100_000, "never drained");
        }
        drained();
        return now - start;
    }

    @Test
    void drainsWhatStaysForTheStallTime() {
        look(0, true);
        look(FULL, true);
        assertEquals(STALL, untilDrained(FULL));
        assertTrue(watch.stalled());
    }

    @Test
    void leavesAReaderAloneThatTakesAnythingWithinTheStallTime() {
        for (int i = 0; i < 100; i++) {
            assertFalse(look(FULL, i % 5 != 0), "at look " + i);
        }
        assertFalse(watch.stalled());
    }

    @Test
    void leavesLittleWhereItIs() {
        for (int i = 0; i < 100; i++) {
            assertFalse(look(CAPACITY / 4, true));
        }
        assertTrue(look(CAPACITY / 4 + 1, true), "and drains as soon as it is too much");
    }

    @Test
    void onceStalledItDrainsFromOneLookToAnother() {
        look(FULL, true);
        untilDrained(FULL);
        assertFalse(look(500, true));
        assertTrue(untilDrained(20_000) <= INTERVAL);
        assertTrue(untilDrained(20_000) <= INTERVAL + 50,
                "the first look after a drain has nothing to compare with");
    }

    @Test
    void letsABurstPassWhoseWriterWaited() {
        look(FULL, true);
        untilDrained(FULL);
        long start = now;
        int drains = 0;
        while (now - start < INTERVAL - 50) {
            untilDrained(FULL);
            drains++;
        }
        assertTrue(drains > 10, drains + " times the pipe passed in a second");
        assertTrue(untilDrained(FULL) >= INTERVAL, "then it leaves a reader a whole interval to show itself");
    }

    @Test
    void aReaderThatIsBackGetsTheWholeStallTimeAgain() {
        look(FULL, true);
        untilDrained(FULL);
        look(FULL, true);
        assertFalse(look(FULL, false));
        assertFalse(watch.stalled());
        assertEquals(STALL, untilDrained(FULL));
    }

    @Test
    void anEmptyFifoTellsNothing() {
        look(FULL, true);
        untilDrained(FULL);
        for (int i = 0; i < 100; i++) {
            look(0, true);
        }
        assertTrue(watch.stalled());
    }

    @Test
    void timeInWhichItDidNotLookDoesNotCount() {
        look(FULL, true);
        now += 3_600_000;
        assertFalse(look(FULL, true));
    }

    @Test
    void noWriterWaitsLongerThanIntervalAndStall() {
        var random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            long interval = 10 + random.nextInt(3_000);
            long stall = 10 + random.nextInt(10_000);
            var some = new StallWatch(interval, stall);
            long time = 0;
            some.look(time, 0, CAPACITY, true);
            long filled = time + random.nextLong(1, 20_000);
            long lastDrain = 0;
            for (int drain = 0; drain < 5; drain++) {
                do {
                    time += some.pause();
                } while (!some.look(time, time >= filled ? FULL : 0, CAPACITY, true));
                some.drained(time);
                assertTrue(time - Math.max(filled, lastDrain) <= interval + stall,
                        "interval " + interval + " stall " + stall + " drain " + drain);
                lastDrain = time;
            }
        }
    }
}
