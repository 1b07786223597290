package poplock.readlog.source;

import poplock.posix.Poll;

/**
 * Tells what a program prints of its past from what it prints as it happens: tail(1) and "docker logs -f" begin with old
 * lines, all at once. Only lines without a stamp need to know. The past is over when the program rests.
 */
final class Past {
    /** In milliseconds. */
    private static final long REST = 200;
    /** A program that has not printed anything for so many milliseconds has no past. */
    private static final long FIRST_REST = 5_000;
    private static final long NOT = -1;

    private boolean isBegun;
    private boolean isOver;
    /** When it was first seen to rest, and not seen to print since. */
    private long restsSince = NOT;

    /** Has the wait end when the program has rested for long enough. */
    void await(Poll poll) {
        if (!isOver) {
            poll.until((restsSince == NOT ? poll.now() : restsSince) + rest());
        }
    }

    private long rest() {
        return isBegun ? REST : FIRST_REST;
    }

    /** There is nothing to read. Seen twice: between the two, whoever looks may have been busy with something else. */
    void rests(long now) {
        restsSince = restsSince == NOT ? now : restsSince;
        isOver |= now - restsSince >= rest();
    }

    /** There is something to read. */
    void comes() {
        isBegun = true;
        restsSince = NOT;
    }

    /** Whether what was read last, and all that follows, is of the present. */
    boolean isOver() {
        return isOver;
    }
}
