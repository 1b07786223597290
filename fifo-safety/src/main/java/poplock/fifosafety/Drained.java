package poplock.fifosafety;

import java.io.IOException;

import poplock.posix.AtomicFile;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/**
 * Counts what was drained, and what of that was lost, in a file in the Prometheus text format. It goes on from one run
 * to the next; readlog takes its numbers into the metrics.
 */
final class Drained {
    private static final String PREFIX = "smtp_poplock_fifo_";
    private static final int MAX_BYTES = 1 << 12;

    private final Libc libc;
    private final String path;
    private final Tally drained = new Tally();
    private final Tally lost = new Tally();

    private Drained(Libc libc, String path, String before) {
        this.libc = libc;
        this.path = path;
        drained.add(value(before, "drained_bytes_total"), value(before, "drained_lines_total"));
        lost.add(value(before, "lost_bytes_total"), value(before, "lost_lines_total"));
    }

    /** Starts with the numbers of an earlier run, or with none if there was none or its file cannot be read. */
    static Drained open(Libc libc, String path) {
        byte[] content = new byte[MAX_BYTES];
        int length = 0;
        try (OpenFile file = OpenFile.readIfThere(libc, path)) {
            length = file == null ? 0 : file.read(0, content, 0, content.length);
        } catch (IOException e) {
            // Counting anew is better than not at all.
        }
        return new Drained(libc, path, CString.text(content, 0, length));
    }

    /**
     * Adds to the counts and writes them.
     *
     * @return why they could not be written, or null if they were
     */
    String add(Amount moreDrained, Amount moreLost) {
        drained.add(moreDrained);
        lost.add(moreLost);
        byte[] content = CString.of(text());
        try (var fresh = AtomicFile.replacing(libc, path)) {
            fresh.write(content, 0, content.length - 1);
            fresh.commit(true);
            return null;
        } catch (Failure failure) {
            return "unable to write " + path + ": " + failure.why();
        }
    }

    private String text() {
        return counter("drained_bytes_total", "Bytes that fifo-safety drained from the FIFO.",
                drained.amount().bytes())
                + counter("drained_lines_total", "Log lines that fifo-safety drained from the FIFO.",
                        drained.amount().lines())
                + counter("lost_bytes_total", "Bytes of those that went into no spool.",
                        lost.amount().bytes())
                + counter("lost_lines_total", "Log lines of those that went into no spool.",
                        lost.amount().lines());
    }

    private static String counter(String name, String help, long value) {
        return "# HELP " + PREFIX + name + " " + help + "\n# TYPE " + PREFIX + name + " counter\n" + PREFIX
                + name
                + " " + value + "\n";
    }

    private static long value(String text, String name) {
        String start = "\n" + PREFIX + name + " ";
        int digit = text.indexOf(start) + start.length();
        long value = 0;
        while (digit >= start.length() && digit < text.length() && text.charAt(digit) >= '0'
                && text.charAt(digit) <= '9' && value < Long.MAX_VALUE / 10 - 1) {
            value = value * 10 + text.charAt(digit++) - '0';
        }
        return value;
    }
}
