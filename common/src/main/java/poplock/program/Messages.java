package poplock.program;

import poplock.common.Printable;
import poplock.posix.CString;
import poplock.posix.FileCalls;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.Signals;

/**
 * A program's messages on standard error: one line each, whatever the values in it hold, in one write. A reader that is gone
 * or a file that may not grow ends nothing.
 */
public final class Messages {
    /** What is longer is cut: a pipe takes this much whole or not at all; names and values may be up to 128 KiB long. */
    public static final int MAX = 1000;
    private static final int INPUT = 0;
    private static final int ERROR = 2;

    private final Libc libc;
    private final String program;
    private final int patience;

    /** @param patience milliseconds that a reader of standard error gets to make room for a message, or it is lost */
    public Messages(Libc libc, String program, int patience) {
        this.libc = libc;
        this.program = program;
        this.patience = patience;
    }

    public void fatal(String message) {
        plain("fatal: " + message);
    }

    public void warning(String message) {
        plain("warning: " + message);
    }

    public void plain(String message) {
        String shown = message.length() > MAX ? message.substring(0, MAX) + "..." : message;
        byte[] line = CString.of(program + ": " + Printable.line(shown) + "\n");
        if (!isGiven() || isConversation()) {
            return;
        }
        int[] wait = {ERROR, FileCalls.POLLOUT};
        if (libc.poll(wait, 1, patience) > 0) {
            long onPipe = libc.signal(Signals.SIGPIPE, Libc.SIG_IGN);
            long onSize = libc.signal(Signals.SIGXFSZ, Libc.SIG_IGN);
            libc.write(ERROR, line, 0, line.length - 1);
            libc.signal(Signals.SIGPIPE, onPipe);
            libc.signal(Signals.SIGXFSZ, onSize);
        }
    }

    /**
     * Under inetd, xinetd and a systemd socket without StandardError, the client's connection is standard error, too: a
     * message would get between the lines of SMTP, and tell a stranger what the log tells.
     */
    private boolean isConversation() {
        FileStatus error = FileStatus.of(libc, ERROR);
        return error.isSocket() && error.sameFile(FileStatus.of(libc, INPUT));
    }

    /** A descriptor 2 that exec closes is one of the JVM's own: the program was given none. */
    private boolean isGiven() {
        return libc.fcntl(ERROR, FileCalls.F_GETFD, 0) == 0;
    }
}
