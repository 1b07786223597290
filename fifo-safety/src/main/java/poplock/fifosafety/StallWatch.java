package poplock.fifosafety;

/**
 * Decides when a FIFO is drained, from looks at it. It knows that nobody reads by this: what the FIFO held at the last
 * look is still there, in front. The number of unread bytes alone would not tell, because a writer that waits for room
 * fills at once what a slow reader takes. So a reader that takes anything at all within the stall time is left alone.
 * (Only if all lines in the FIFO were equal, time stamps and all, and so were those that follow, a read would not show.)
 *
 * <p>Once nobody has read for the stall time the FIFO is stalled, until somebody is seen to read. Then it is enough
 * that its content has stayed from one look to another, so that writers go on; and for one interval after a drain, as
 * long as it is full again right behind it, looks follow each other closely, so that a burst passes whose writer was
 * waiting. After that a whole interval without a drain shows whether a reader, slow as it may be, is back.
 *
 * <p>A writer therefore waits for the interval (until the first look) and the stall time (until the drain), no longer.
 */
final class StallWatch {
    /** Milliseconds that a writer that waited gets to fill the FIFO again. */
    private static final long SETTLE = 20;

    private final long interval;
    private final long stall;
    private boolean stalled;
    /** What the last look saw and left. */
    private int held;
    private long lastLook;
    private long burstEnd;
    /** How long the content has stayed, in milliseconds. */
    private long unmoved;
    private long pause;

    /**
     * @param interval milliseconds between two looks
     * @param stall milliseconds without a read that mean that nobody reads
     */
    StallWatch(long interval, long stall) {
        this.interval = Math.min(interval, stall);
        this.stall = stall;
    }

    /**
     * Takes a look into account.
     *
     * @param now in milliseconds
     * @param unread how many bytes the FIFO holds
     * @param untouched whether what it held at the last look is in front still, and nothing was read
     * @return whether to drain it now
     */
    boolean look(long now, int unread, int capacity, boolean untouched) {
        boolean stayed = held > 0 && untouched;
        if (!untouched) {
            stalled = false;
        }
        // While this program was stopped itself, the reader may have been, too: such time does not count.
        unmoved = stayed ? unmoved + Math.min(now - lastLook, 2 * interval) : 0;
        held = unread;
        lastLook = now;
        boolean high = unread > capacity / 4;
        long patience = !stalled ? stall : now < burstEnd ? Math.min(SETTLE, interval) : interval;
        pause = high ? Math.min(Math.max(patience - unmoved, 1), interval) : interval;
        return high && stayed && unmoved >= patience;
    }

    /** Says that the FIFO has been emptied. */
    void drained(long now) {
        if (!stalled || now >= burstEnd) {
            burstEnd = now + interval;
        }
        stalled = true;
        held = 0;
        unmoved = 0;
        pause = Math.min(SETTLE, interval);
    }

    /** Whether it was drained and nobody has been seen to read since. */
    boolean stalled() {
        return stalled;
    }

    /** Milliseconds until the next look. */
    long pause() {
        return pause;
    }
}
