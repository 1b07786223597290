package poplock.fifosafety;

import java.nio.charset.StandardCharsets;

/**
 * Counts what was drained, and what of that was lost, in a file in the Prometheus text format. It goes on from one run
 * to the next; readlog takes its numbers into the metrics.
 */
final class Drained {
    private static final String PREFIX = "smtp_poplock_fifo_";
    private static final int MAX_BYTES = 1 << 12;
    private static final int FOR_ALL_TO_READ = 0644;

    private final Posix posix;
    private final String path;
    private Amount drained;
    private Amount lost;

    private Drained(Posix posix, String path, String before) {
        this.posix = posix;
        this.path = path;
        drained = new Amount(value(before, "drained_bytes_total"), value(before, "drained_lines_total"));
        lost = new Amount(value(before, "lost_bytes_total"), value(before, "lost_lines_total"));
    }

    /** Starts with the numbers of an earlier run, or with none if there was none or its file cannot be read. */
    static Drained open(Posix posix, String path) {
        byte[] content = new byte[MAX_BYTES];
        int file = posix.open(path, Posix.READ, 0);
        int length = file < 0 ? 0 : posix.readAt(file, 0, content);
        if (file >= 0) {
            posix.close(file);
        }
        return new Drained(posix, path,
                new String(content, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1));
    }

    /**
     * Adds to the counts and writes them.
     *
     * @return why they could not be written, or null if they were
     */
    String add(Amount moreDrained, Amount moreLost) {
        drained = drained.plus(moreDrained);
        lost = lost.plus(moreLost);
        int error = replace(text().getBytes(StandardCharsets.ISO_8859_1));
        return error < 0 ? "unable to write " + path + ": " + Errno.words(error) : null;
    }

    private int replace(byte[] content) {
        String temporary = path + ".new";
        int file = posix.open(temporary, Posix.WRITE | Posix.CREATE | Posix.TRUNCATE, FOR_ALL_TO_READ);
        if (file < 0) {
            return file;
        }
        int written = posix.write(file, content, content.length);
        int error = written == content.length
                ? posix.sync(file)
                : written < 0 ? written : -Errno.ENOSPC;
        posix.close(file);
        error = error < 0 ? error : posix.rename(temporary, path);
        if (error < 0) {
            posix.unlink(temporary);
        }
        return error;
    }

    private String text() {
        return counter("drained_bytes_total", "Bytes that fifo-safety drained from the FIFO.",
                drained.bytes())
                + counter("drained_lines_total", "Log lines that fifo-safety drained from the FIFO.",
                        drained.lines())
                + counter("lost_bytes_total", "Bytes of those that went into no spool.", lost.bytes())
                + counter("lost_lines_total", "Log lines of those that went into no spool.", lost.lines());
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
