package poplock.readlog;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Tells what a program prints of its past from what it prints as it happens: tail(1) and "docker logs -f" begin with old
 * lines, all at once. Only lines without a stamp need to know. The past is over when the program rests.
 */
final class Past {
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(200);
    /** A program that has not printed anything for so long has no past. */
    private static final long FIRST_REST = TimeUnit.SECONDS.toNanos(5);

    /** A read that waits. */
    interface Read {
        int run() throws IOException;
    }

    private boolean isBegun;
    private boolean isOver;

    int read(Read read) throws IOException {
        long start = System.nanoTime();
        int count = read.run();
        isOver |= System.nanoTime() - start >= (isBegun ? REST : FIRST_REST);
        isBegun = true;
        return count;
    }

    /** Whether what was read last, and all that follows, is of the present. */
    boolean isOver() {
        return isOver;
    }
}
