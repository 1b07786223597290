package poplock.posix;

/** What time it is, and how time passes. */
public final class Clock {
    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Libc libc;

    public Clock(Libc libc) {
        this.libc = libc;
    }

    /** The present, in seconds since the epoch. It may jump: somebody may set the clock. */
    public long now() {
        return libc.clockGettime(Libc.CLOCK_REALTIME) / NANOS_A_SECOND;
    }

    /** Nanoseconds of a clock that nobody sets: for how long something took. */
    public long nanos() {
        return libc.clockGettime(Libc.CLOCK_MONOTONIC);
    }

    /** The same in milliseconds, as {@link Poll#now} has them. */
    public long millis() {
        return nanos() / NANOS_A_MILLI;
    }
}
