package poplock.readlog;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting for something to become true, instead of for a time. */
public final class Wait {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Wait() {}

    /** @param what is named if it does not become true in a minute */
    public static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + MOST.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + MOST + ": " + what);
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
