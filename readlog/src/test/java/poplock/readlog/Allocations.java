package poplock.readlog;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** What this thread allocates. */
public final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 10_000;
    /** Bytes of the smallest object. */
    private static final long SMALLEST = 16;

    private Allocations() {}

    /** Fails if the action allocates, once it has been done a few times: less than an object each time is not its doing. */
    public static void assertNone(Runnable action) {
        assertNone(TIMES, action);
    }

    /** The same of an action that takes its time. */
    public static void assertNone(int times, Runnable action) {
        run(times, action);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(times, action);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < SMALLEST * times, bytes + " bytes in " + times + " times");
    }

    private static void run(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }
}
