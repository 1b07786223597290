package poplock.readlog;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BudgetTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long clock = -5 * SECOND;
    private final Budget budget = new Budget(() -> clock);

    @Test
    void aLittleNowAndThenIsDoneAtOnce() {
        for (int i = 0; i < 1000; i++) {
            assertEquals(0, work(9 * MILLISECOND));
            clock += 91 * MILLISECOND;
        }
    }

    @Test
    void aBurstIsDoneAtOnceUntilTheCreditIsUsedUp() {
        long done = 0;
        while (work(MILLISECOND) == 0) {
            done += MILLISECOND;
        }
        assertTrue(done > Budget.MOST && done < Budget.MOST * 5 / 4, done + "");
        clock += 60 * SECOND;
        assertEquals(0, work(Budget.MOST));
    }

    @Test
    void steadyWorkTakesATenthOfTheTime() {
        for (long piece : new long[] {MILLISECOND, 30 * MILLISECOND, 400 * MILLISECOND, SECOND}) {
            clock += 60 * SECOND;
            long start = clock;
            long done = 0;
            while (clock - start < 100 * SECOND) {
                clock += work(piece);
                done += piece;
            }
            long share = done * 100 / (clock - start);
            assertTrue(share == 9 || share == 10, piece + ": " + share + " %");
        }
    }

    @Test
    void oneSlowPieceAmongQuickOnesIsFollowedByNoLongRest() {
        for (int i = 0; i < 1000; i++) {
            clock += work(2 * MILLISECOND);
        }
        assertTrue(work(100 * MILLISECOND) <= 60 * MILLISECOND);
        long second = work(100 * MILLISECOND);
        assertTrue(second >= 800 * MILLISECOND, second + "");
    }

    @Test
    void aRestIsNeverLongerThanTenSeconds() {
        assertEquals(10 * SECOND, work(300 * SECOND));
        assertEquals(10 * SECOND, work(300 * SECOND));
    }

    private long work(long time) {
        long start = clock;
        clock += time;
        return budget.spend(start);
    }
}
