package poplock.readlog.line;

import poplock.posix.Words;

/**
 * Cuts the bytes of one source into log lines. A line ends at LF and at nothing else: not at CR, not at the end of
 * what was read. Lines longer than {@link #MAX_LINE} bytes and lines with a control character (0x00 to 0x1f, 0x7f; TAB
 * too) are dropped whole and counted, because whatever they say, somebody may have made them say it.
 */
public final class LineReader {
    /** The longest line handed out, in bytes without its LF. */
    public static final int MAX_LINE = 4096;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;

    /** Takes the lines. */
    public interface Sink {
        /** One line without its LF: the bytes from {@code start} to before {@code end}, good during the call only. */
        void line(byte[] buffer, int start, int end);
    }

    private final Sink sink;
    private final Sink droppedSink;
    private final Drops drops;
    private final Words words;
    private final byte[] tail = new byte[MAX_LINE];
    private long pending;
    private boolean hasControl;
    private long lines;

    public LineReader(Sink sink) {
        this(sink, (buffer, start, end) -> {}, new Drops(), null);
    }

    /**
     * @param droppedSink takes lines that are dropped, of one that is too long its first {@link #MAX_LINE} bytes: nothing in
     *            them is to be believed
     * @param drops counts them
     * @param words how to read eight bytes at once; null to read each byte
     */
    public LineReader(Sink sink, Sink droppedSink, Drops drops, Words words) {
        this.sink = sink;
        this.droppedSink = droppedSink;
        this.drops = drops;
        this.words = words;
    }

    /** Takes what was read next and hands out the lines that it ends. */
    public void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int start = offset;
        for (int at = control(bytes, start, end); at < end; at = control(bytes, at + 1, end)) {
            if (bytes[at] == '\n') {
                finish(bytes, start, at);
                start = at + 1;
            } else {
                hasControl = true;
            }
        }
        keep(bytes, start, end);
    }

    /** Lines ended so far, dropped ones too: during a call of the sink, the number of its line. */
    public long lines() {
        return lines;
    }

    /** Bytes fed since the last LF: the line that has not ended yet. */
    public long pending() {
        return pending;
    }

    /** Drops the line that has not ended yet: what comes next belongs to another file. */
    public void forget() {
        pending = 0;
        hasControl = false;
    }

    private void finish(byte[] bytes, int start, int end) {
        lines++;
        long length = pending + end - start;
        boolean isTooLong = length > MAX_LINE;
        if (isTooLong || hasControl) {
            drops.add(isTooLong ? Drops.Cause.TOO_LONG : Drops.Cause.CONTROL);
        }
        Sink its = hasControl || isTooLong ? droppedSink : sink;
        if (pending == 0) {
            its.line(bytes, start, start + (int) Math.min(length, MAX_LINE));
        } else {
            keep(bytes, start, end);
            its.line(tail, 0, (int) Math.min(length, MAX_LINE));
        }
        forget();
    }

    private void keep(byte[] bytes, int start, int end) {
        int room = (int) Math.max(0, MAX_LINE - pending);
        if (room > 0) {
            System.arraycopy(bytes, start, tail, (int) pending, Math.min(end - start, room));
        }
        pending += end - start;
    }

    /** Index of the first control character, or {@code end}. Looks at eight bytes at a time: every byte passes here. */
    private int control(byte[] bytes, int start, int end) {
        int at = start;
        for (; words != null && at + Long.BYTES <= end; at += Long.BYTES) {
            long word = words.at(bytes, at);
            // Most words hold neither control characters nor bytes above 0x7e, which this tells in half the time.
            boolean isPlain = ((word | word - ' ' * ONES | word + ONES) & HIGH_BITS) == 0;
            long found = isPlain ? 0 : controls(word);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < end && (bytes[at] < 0 || bytes[at] >= ' ') && bytes[at] != 0x7f) {
            at++;
        }
        return at;
    }

    /**
     * The lowest high bit set is that of the first control character. Subtracting borrows the high bit of a byte that is too
     * small, and may then take that of the next, too; bytes above 0x7f do not count.
     */
    private static long controls(long word) {
        long small = word - ' ' * ONES & ~word;
        long notDelete = word ^ 0x7f * ONES;
        long delete = notDelete - ONES & ~notDelete;
        return (small | delete) & HIGH_BITS;
    }
}
