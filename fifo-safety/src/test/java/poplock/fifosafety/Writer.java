package poplock.fifosafety;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Writes numbered log lines as a syslogd that waits does: one write a line. */
final class Writer implements AutoCloseable {
    private static final int LENGTH = 130;

    private final FileOutputStream out;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private int next;
    private long longest;

    Writer(Path fifo) throws IOException {
        out = new FileOutputStream(fifo.toFile(), true);
    }

    /** The line of a number, without its LF. */
    static String line(int number) {
        return ("Nov 22 12:00:00 host foo: line %07d ".formatted(number) + "x".repeat(LENGTH)).substring(0,
                LENGTH);
    }

    /** Writes lines, each of {@code pause} milliseconds after the other. */
    Future<Integer> write(int count, int pause) {
        return thread.submit(writing(count, pause));
    }

    private Callable<Integer> writing(int count, int pause) {
        return () -> {
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                out.write((line(next++) + "\n").getBytes(StandardCharsets.ISO_8859_1));
                longest = Math.max(longest, System.nanoTime() - start);
                Thread.sleep(pause);
            }
            return next;
        };
    }

    /** How many milliseconds the longest write took. */
    long longest() {
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        out.close();
    }
}
