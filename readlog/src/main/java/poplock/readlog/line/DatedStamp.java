package poplock.readlog.line;

import java.util.Arrays;

/** The stamp of a line and when that was: a log has many lines of one second, and it takes a while to tell which that is. */
final class DatedStamp {
    private static final int MAX = 64;

    private final byte[] bytes = new byte[MAX];
    private int length;
    private Stamp form;
    private long arrival;
    private long time;

    /** Whether a line that came at {@code its} seconds since the epoch has the same stamp. */
    boolean isOf(Header header, byte[] buffer, long its) {
        int start = header.stampStart();
        return header.stamp() == form && its == arrival && length > 0 && start + length <= buffer.length
                && Arrays.equals(bytes, 0, length, buffer, start, start + length);
    }

    /**
     * Becomes the stamp that ends at {@code end}, and the byte behind it: a longer one is another one.
     *
     * @param dated in seconds since the epoch, or that it dates nothing
     */
    void set(Header header, int end, byte[] buffer, long its, long dated) {
        int start = header.stampStart();
        length = end < start + MAX && end < buffer.length ? end + 1 - start : 0;
        System.arraycopy(buffer, start, bytes, 0, length);
        form = header.stamp();
        arrival = its;
        time = dated;
    }

    /** As {@link Dating#date} tells it, for this stamp alone. */
    long time() {
        return time;
    }
}
