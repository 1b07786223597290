package poplock.readlog.table;

import java.util.List;

/**
 * Some neighbouring lines of the database, until the next folding of the table: then others may have their place.
 *
 * @param bytes whole lines of the database's format, sorted by bytes, one line an address; never none
 * @param length how many bytes count
 * @param entries how many lines
 * @param oldest time of the oldest entry, in seconds since the epoch
 * @param newest time of the newest entry
 */
public record Block(byte[] bytes, int length, int entries, long oldest, long newest) {
    /** The most bytes of a block. */
    public static final int MAX = 1 << 16;

    /** Index after the LF of the line at {@code start}. */
    public static int endOfLine(byte[] lines, int start) {
        int i = start;
        while (lines[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** Compares two lines by their addresses, as the bytes of the lines compare. */
    public static int compareKeys(byte[] a, int startOfA, byte[] b, int startOfB) {
        int i = 0;
        while (a[startOfA + i] == b[startOfB + i]) {
            if (a[startOfA + i++] == ' ') {
                return 0;
            }
        }
        return a[startOfA + i] - b[startOfB + i];
    }

    /** The one of a table's blocks in which an address has its place; null if there is none. */
    static Block holding(List<Block> blocks, byte[] key) {
        int low = 0;
        int high = blocks.size();
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (compareKeys(blocks.get(middle).bytes(), 0, key, 0) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return blocks.isEmpty() ? null : blocks.get(low);
    }

    /**
     * The time of an address.
     *
     * @param key the address and a blank
     * @return 0 if it has no line
     */
    long time(byte[] key) {
        for (int start = 0, end; start < length; start = end) {
            end = endOfLine(bytes, start);
            if (compareKeys(bytes, start, key, 0) == 0) {
                return timeOf(bytes, end);
            }
        }
        return 0;
    }

    /** The time at the end of the line that ends, LF included, before {@code end}. */
    public static long timeOf(byte[] lines, int end) {
        long time = 0;
        long unit = 1;
        for (int i = end - 2; lines[i] != ' '; i--) {
            time += (lines[i] - '0') * unit;
            unit *= 10;
        }
        return time;
    }

    /** How many lines some blocks have. */
    static int entries(List<Block> blocks) {
        int entries = 0;
        for (Block block : blocks) {
            entries += block.entries;
        }
        return entries;
    }

    /** The times of all entries of some blocks; none is farther from the present than the expiry, so that they fit. */
    static int[] secondsAfter(long oldest, List<Block> blocks, int entries) {
        int[] times = new int[entries];
        int count = 0;
        for (Block block : blocks) {
            for (int start = 0; start < block.length;) {
                start = endOfLine(block.bytes, start);
                times[count++] = (int) (timeOf(block.bytes, start) - oldest);
            }
        }
        return times;
    }
}
