package poplock.posix;

/**
 * By this a program that takes bytes from a FIFO in place of its reader tells the reader so, before it takes them: what the
 * reader gets next came after bytes that it has not seen. The mark is a lock of the FIFO's first bytes, as many as the last
 * drain's time has microseconds since the epoch, whether the FIFO ever held so many or not. It costs no disk, which may be
 * full or what the reader waits for, and needs no file's name that both know. It ends with its process, which moves it, too.
 */
public final class DrainMark {
    private static final long NANOS_A_MICRO = 1_000;

    private final Libc libc;
    private long mark;

    public DrainMark(Libc libc) {
        this.libc = libc;
    }

    /**
     * Moves the mark on; to be called before each read.
     *
     * @return an error if the system has no lock to give; then the reader does not learn of it
     */
    public int move(int fifo) {
        mark = Math.max(mark + 1, libc.clockGettime(Libc.CLOCK_REALTIME) / NANOS_A_MICRO);
        return libc.lock(fifo, FileCalls.F_SETLK, FileCalls.F_RDLCK, mark);
    }

    /** Whether another process has moved the mark since the last call; to be called after each read. */
    public boolean hasMoved(int fifo) {
        long before = mark;
        mark = 0;
        // Of several locks, the system tells of any that ends behind this offset.
        for (long end = libc.lockedTo(fifo, mark); end > mark; end = libc.lockedTo(fifo, mark)) {
            mark = end;
        }
        return mark != before;
    }
}
