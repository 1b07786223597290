package poplock.fifosafety;

import poplock.posix.Libc;

/** The system's clocks, in our units. */
final class Clock {
    private Clock() {}

    /** Milliseconds of a clock that nobody sets. */
    static long ticks(Libc libc) {
        return libc.clockGettime(Libc.CLOCK_MONOTONIC) / 1_000_000;
    }

    /** Seconds since the epoch. */
    static long seconds(Libc libc) {
        return libc.clockGettime(Libc.CLOCK_REALTIME) / 1_000_000_000;
    }
}
