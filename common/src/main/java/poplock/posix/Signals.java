package poplock.posix;

/** Signals to the program, which come by a descriptor: so they are waited for with all else, and interrupt nothing. */
public final class Signals {
    public static final int SIGHUP = 1;
    public static final int SIGINT = 2;
    public static final int SIGKILL = 9;
    public static final int SIGPIPE = 13;
    public static final int SIGTERM = 15;
    public static final int SIGCHLD = 17;
    public static final int SIGXFSZ = 25;

    private final Libc libc;
    private final int file;
    private final byte[] record = new byte[Libc.SIGINFO_BYTES];

    /**
     * Takes these signals from now on; there can be one such taker. A write that nobody reads, or that exceeds the
     * greatest size of a file, answers an error from now on.
     */
    public Signals(Libc libc, int... numbers) {
        this.libc = libc;
        libc.signal(SIGPIPE, Libc.SIG_IGN);
        libc.signal(SIGXFSZ, Libc.SIG_IGN);
        file = libc.signalfd(numbers);
        if (file < 0) {
            throw new IllegalStateException("unable to take signals: " + Errno.words(file));
        }
    }

    /** The descriptor to wait for. */
    public int descriptor() {
        return file;
    }

    /** @return the number of a signal that came, or 0 if there is none more */
    public int next() {
        int length = libc.read(file, record, 0, record.length);
        return length == record.length ? record[0] & 0xff : 0;
    }
}
