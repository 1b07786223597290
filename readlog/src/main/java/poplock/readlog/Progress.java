package poplock.readlog;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far a long log has been read, on standard error if that is a terminal. */
final class Progress {
    private static final int WIDTH = 40;
    /** Logs shorter than this are read before anybody looks, in bytes. */
    private static final long LONG = 1 << 24;

    private final long size;
    private final PrintStream terminal;
    private long done;
    private long shown = -1;

    /** @param size bytes to be read; no bar is shown if it is unknown (0) or small */
    Progress(long size, PrintStream terminal) {
        this.size = size;
        this.terminal = size >= LONG && isTerminal() ? terminal : null;
    }

    void advance(int bytes) {
        done += bytes;
        long percent = terminal == null ? shown : Math.min(100, done * 100 / size);
        if (percent != shown) {
            shown = percent;
            int filled = (int) (percent * WIDTH / 100);
            terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + "%");
            terminal.flush();
        }
    }

    void end() {
        if (terminal != null) {
            terminal.print("\r" + " ".repeat(WIDTH + 8) + "\r");
            terminal.flush();
        }
    }

    /** Java tells of standard input and output only. */
    private static boolean isTerminal() {
        try {
            String place = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return place.startsWith("/dev/pts/") || place.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
