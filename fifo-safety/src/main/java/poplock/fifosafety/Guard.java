package poplock.fifosafety;

import poplock.posix.Clock;
import poplock.posix.Libc;

/** Watches one FIFO and drains it when nobody reads. */
final class Guard {
    /** Milliseconds that a writer gets to end a line that it began: it may have been waiting in the midst of it. */
    private static final int END_OF_LINE = 200;

    private final Libc libc;
    private final Buffers buffers;
    private final Clock clock;
    private final Fifo fifo;
    private final StallWatch watch;
    private final DrainReport report;
    private final Arrivals arrivals = new Arrivals();
    private byte[] batch = {};

    Guard(Libc libc, Buffers buffers, Fifo fifo, StallWatch watch, DrainReport report) {
        this.libc = libc;
        this.buffers = buffers;
        clock = new Clock(libc);
        this.fifo = fifo;
        this.watch = watch;
        this.report = report;
    }

    Fifo fifo() {
        return fifo;
    }

    /**
     * Looks at the FIFO and drains it if nobody reads.
     *
     * @return milliseconds until the next look
     */
    long look(Outlet outlet) {
        Fifo.Look look = fifo.look();
        boolean drain = watch.look(clock.millis(), look.unread(), fifo.capacity(), look.untouched());
        if (!watch.stalled()) {
            report.end("is read again");
        }
        if (!look.untouched()) {
            arrivals.clear();
        }
        arrivals.note(look.unread(), clock.now());
        if (drain) {
            drain(outlet);
            watch.drained(clock.millis());
            report.drained(clock.millis(), outlet);
        }
        return watch.pause();
    }

    /** Ends the watch. */
    void close(String why) {
        report.end(why);
        fifo.close();
        buffers.giveBack(batch);
    }

    /** Takes all that the FIFO holds, to the end of the last line. */
    void drain(Outlet outlet) {
        if (batch.length < 2 * fifo.capacity()) {
            batch = buffers.larger(batch, 2 * fifo.capacity());
        }
        long mark = libc.mark();
        int tail = 0;
        boolean overlong = false;
        do {
            int length = tail + fifo.take(batch, tail);
            int start = overlong ? afterFirstLine(length) : 0;
            lose(outlet, start, 0);
            overlong &= start == length;
            int end = Math.max(start, afterLastLine(length));
            take(outlet, start, end);
            arrivals.clear();
            tail = length - end;
            System.arraycopy(batch, end, batch, 0, tail);
            if (tail > fifo.capacity()) {
                lose(outlet, tail, 1);
                tail = 0;
                overlong = true;
            }
            libc.forget(mark);
        } while ((tail > 0 || overlong) && fifo.awaitInput(END_OF_LINE));
        lose(outlet, tail, 1);
    }

    private void take(Outlet outlet, int start, int end) {
        if (end > start) {
            outlet.take(batch, start, end, arrivals, report);
        }
    }

    private void lose(Outlet outlet, int bytes, int lines) {
        if (bytes > 0) {
            outlet.lose(new Amount(bytes, lines), report);
        }
    }

    /** After the first line's end, or the last byte if it has none. */
    private int afterFirstLine(int length) {
        int i = 0;
        while (i < length && batch[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, length);
    }

    private int afterLastLine(int length) {
        int end = length;
        while (end > 0 && batch[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
