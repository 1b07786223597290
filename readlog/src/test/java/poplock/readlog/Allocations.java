package poplock.readlog;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What this thread allocates. */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 10_000;

    private Allocations() {}

    /** Fails if the action allocates, once it has been done a few times: less than a byte each time is not its doing. */
    public static void assertNone(Runnable action) {
        run(action);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(action);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < TIMES, bytes + " bytes in " + TIMES + " times");
    }

    private static void run(Runnable action) {
        for (int i = 0; i < TIMES; i++) {
            action.run();
        }
    }
}
