package poplock.readlog;

import java.util.function.LongSupplier;

/**
 * Holds some work to a tenth of the time, as seen over a second: a little of it, now and then, is done at once, and much of it
 * in pieces with rests between. In nanoseconds.
 */
final class Budget {
    private static final int SHARE = 10;
    /** What can be saved up: a tenth of half a second. With more, saving would get in the way of reading a backlog. */
    static final long MOST = 50_000_000;
    /** What can be owed, a tenth of ten seconds: after a disk that hung for a minute nobody rests for ten. */
    static final long MOST_OWED = 1_000_000_000;

    /** Work that takes more than so many times the usual was held up by the disk: only so much of it calls for a rest. */
    private static final int UNUSUAL = 3;

    private final LongSupplier clock;
    private long credit = MOST;
    private long usual = MOST_OWED;
    private long counted;

    /** @param clock of nanoseconds */
    Budget(LongSupplier clock) {
        this.clock = clock;
        counted = clock.getAsLong();
    }

    /**
     * Takes the work that was done from {@code start} until now.
     *
     * @return how long to rest from now on
     */
    long spend(long start) {
        long now = clock.getAsLong();
        long earned = Math.min(credit + (now - counted) / SHARE, MOST);
        long took = now - start;
        credit = Math.max(earned - Math.min(took, UNUSUAL * usual), -MOST_OWED);
        usual = Math.max(took, usual / 2);
        counted = now;
        return Math.max(0, -credit * SHARE);
    }
}
