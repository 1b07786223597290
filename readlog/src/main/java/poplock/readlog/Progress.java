package poplock.readlog;

import poplock.posix.CString;
import poplock.posix.Libc;

/** How far a long log has been read, on standard error if that is a terminal. */
final class Progress {
    private static final int WIDTH = 40;
    private static final int ERROR = 2;
    /** Logs shorter than this are read before anybody looks, in bytes. */
    private static final long LONG = 1 << 24;

    private final Libc libc;
    private final long size;
    private final boolean isShown;
    private long done;
    private long shown = -1;

    /** @param size bytes to be read; no bar is shown if it is unknown (0) or small */
    Progress(Libc libc, long size) {
        this.libc = libc;
        this.size = size;
        isShown = size >= LONG && libc.isatty(ERROR) == 1;
    }

    void advance(int bytes) {
        done += bytes;
        long percent = isShown ? Math.min(100, done * 100 / size) : shown;
        if (percent != shown) {
            shown = percent;
            int filled = (int) (percent * WIDTH / 100);
            write("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + "%");
        }
    }

    void end() {
        if (isShown) {
            write("\r" + " ".repeat(WIDTH + 8) + "\r");
        }
    }

    private void write(String text) {
        byte[] bytes = CString.bytes(text);
        libc.write(ERROR, bytes, 0, bytes.length);
    }
}
