package poplock.fifosafety;

/**
 * When the bytes in a FIFO arrived, as closely as the looks at it tell. A line may stay there for hours before the FIFO
 * is full enough to be drained, and its login must not count from then.
 */
final class Arrivals {
    /** More marks than this are thinned out. */
    private static final int MAX = 1024;

    private final int[] ends = new int[MAX];
    private final long[] times = new long[MAX];
    private int count;
    /** Marks are so many seconds apart at least; what arrives between two counts from the first. */
    private long grain = 1;

    /** Says that the FIFO held so many bytes at a time, in seconds since the epoch. */
    void note(int unread, long time) {
        if (unread <= (count == 0 ? 0 : ends[count - 1])) {
            return;
        }
        if (count > 0 && time - times[count - 1] < grain) {
            ends[count - 1] = unread;
            return;
        }
        while (count == MAX) {
            grain *= 2;
            thinOut();
        }
        ends[count] = unread;
        times[count++] = time;
    }

    /** Says that the FIFO's content is not what it was. */
    void clear() {
        count = 0;
        grain = 1;
    }

    /**
     * The time of the look that was the first to see the byte at an offset, or a little less.
     *
     * @param now the time of those that no look has seen
     */
    long at(int offset, long now) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == count ? now : times[low];
    }

    private void thinOut() {
        int kept = 1;
        for (int i = 1; i < count; i++) {
            if (times[i] - times[kept - 1] < grain) {
                ends[kept - 1] = ends[i];
            } else {
                ends[kept] = ends[i];
                times[kept++] = times[i];
            }
        }
        count = kept;
    }
}
