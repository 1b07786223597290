package poplock.posix;

import java.util.Arrays;

/**
 * What a loop waits for: descriptors, and the nearest of some deadlines. A turn of the loop is {@link #clear}, everybody's
 * {@link #await} and {@link #until}, then {@link #run}, then everybody asks {@link #ready}.
 */
public final class Poll {
    private static final long NANOS = 1_000_000;
    private static final int WORDS = 2;
    /** The same for every turn: a day's wait costs nothing, and no number is too large for poll(2). */
    private static final long LONGEST = 86_400_000;

    private final Libc libc;
    private int[] files = new int[16];
    private int count;
    private long deadline;
    private long now;

    public Poll(Libc libc) {
        this.libc = libc;
        now = clock();
        clear();
    }

    /** Waits for nothing any more. */
    public void clear() {
        count = 0;
        deadline = Long.MAX_VALUE;
    }

    /** Ends the wait when a file can be read, or has come to its end. */
    public void await(int file) {
        await(file, FileCalls.POLLIN);
    }

    /** @param events POLLIN, POLLOUT or both; 0 for errors and the end of a pipe alone */
    public void await(int file, int events) {
        if (files.length < WORDS * (count + 1)) {
            files = Arrays.copyOf(files, 2 * files.length);
        }
        files[WORDS * count] = file;
        files[WORDS * count + 1] = events;
        count++;
    }

    /** Ends the wait at a time of {@link #now}'s clock, if nobody asks for an earlier one. */
    public void until(long milliseconds) {
        deadline = Math.min(deadline, milliseconds);
    }

    /** Makes the next wait end at once, for somebody has more to do. */
    public void dontWait() {
        until(Long.MIN_VALUE);
    }

    /** Milliseconds of a clock that nobody sets, as of the end of the last wait. */
    public long now() {
        return now;
    }

    /** Waits. A signal that a handler took does not end it. */
    public void run() {
        int found;
        do {
            now = clock();
            found = libc.poll(files, count, left());
        } while (found == -Errno.EINTR);
        if (found < 0) {
            throw new IllegalStateException("unable to wait: " + Errno.words(found));
        }
        now = clock();
    }

    private int left() {
        if (deadline == Long.MAX_VALUE) {
            return -1;
        }
        return deadline <= now ? 0 : (int) Math.min(deadline - now, LONGEST);
    }

    private long clock() {
        return libc.clockGettime(Libc.CLOCK_MONOTONIC) / NANOS;
    }

    /** Whether a file that was waited for can be read, has come to its end, or has an error that reading it will tell. */
    public boolean ready(int file) {
        return events(file) != 0;
    }

    /** What was found of a file that was waited for, as bits; 0 for one that was not. */
    public int events(int file) {
        for (int i = 0; i < count; i++) {
            if (files[WORDS * i] == file) {
                return files[WORDS * i + 1] >>> 16;
            }
        }
        return 0;
    }
}
