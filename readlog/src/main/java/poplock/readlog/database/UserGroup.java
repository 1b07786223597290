package poplock.readlog.database;

import java.util.Arrays;

import poplock.posix.AtomicFile;
import poplock.posix.Failure;

/** The latest users of one address, on their way into dbfile.users. Its memory is used again for the next address. */
final class UserGroup {
    /** Users of an address that are kept. */
    static final int MOST = 16;

    private final byte[] address = new byte[UserLine.MAX_ADDRESS];
    private int addressLength;
    private final long[] times = new long[MOST];
    private final byte[][] names = new byte[MOST][];
    private final int[] lengths = new int[MOST];
    private int size;
    private final byte[] digits = new byte[20];
    private final byte[] otherDigits = new byte[20];
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    /** Begins with an address. */
    void begin(byte[] from, int start, int end) {
        addressLength = end - start;
        System.arraycopy(from, start, address, 0, addressLength);
        size = 0;
    }

    /** Takes a login; of one user's the latest counts, of the users the latest. */
    void put(long time, byte[] from, int start, int end) {
        int oldest = 0;
        for (int i = 0; i < size; i++) {
            if (Arrays.equals(names[i], 0, lengths[i], from, start, end)) {
                times[i] = Math.max(times[i], time);
                return;
            }
            oldest = times[i] < times[oldest] ? i : oldest;
        }
        if (size < MOST) {
            set(size++, time, from, start, end);
        } else if (time > times[oldest]) {
            set(oldest, time, from, start, end);
        }
    }

    private void set(int index, long time, byte[] from, int start, int end) {
        int length = end - start;
        if (names[index] == null || names[index].length < length) {
            names[index] = new byte[Math.max(64, 2 * length)];
        }
        System.arraycopy(from, start, names[index], 0, length);
        lengths[index] = length;
        times[index] = time;
    }

    /**
     * Writes the lines in their order.
     *
     * @return how many
     */
    int write(AtomicFile file) throws Failure {
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && compare(j - 1, j) > 0; j--) {
                swap(j - 1, j);
            }
        }
        for (int i = 0; i < size; i++) {
            if (addressLength + lengths[i] + digits.length > buffer.length - filled) {
                flush(file);
            }
            append(address, 0, addressLength);
            buffer[filled++] = ' ';
            append(times[i]);
            buffer[filled++] = ' ';
            append(names[i], 0, lengths[i]);
            buffer[filled++] = '\n';
        }
        return size;
    }

    /** Writes what is left of the lines. */
    void flush(AtomicFile file) throws Failure {
        file.write(buffer, 0, filled);
        filled = 0;
    }

    private void append(byte[] from, int start, int end) {
        System.arraycopy(from, start, buffer, filled, end - start);
        filled += end - start;
    }

    private void append(long number) {
        append(digits, digits(number, digits), digits.length);
    }

    /** @return where the number's digits start, which end with the array */
    private static int digits(long number, byte[] to) {
        int at = to.length;
        for (long left = number; left > 0 || at == to.length; left /= 10) {
            to[--at] = (byte) ('0' + left % 10);
        }
        return at;
    }

    /** As the lines' bytes compare: a shorter time is not always the lesser one. */
    private int compare(int a, int b) {
        if (times[a] == times[b]) {
            return compare(names[a], 0, lengths[a], names[b], 0, lengths[b]);
        }
        return compare(digits, digits(times[a], digits), digits.length,
                otherDigits, digits(times[b], otherDigits), otherDigits.length);
    }

    private static int compare(byte[] a, int startOfA, int endOfA, byte[] b, int startOfB, int endOfB) {
        int length = Math.min(endOfA - startOfA, endOfB - startOfB);
        for (int i = 0; i < length; i++) {
            if (a[startOfA + i] != b[startOfB + i]) {
                return a[startOfA + i] - b[startOfB + i];
            }
        }
        return endOfA - startOfA - (endOfB - startOfB);
    }

    private void swap(int a, int b) {
        long time = times[a];
        byte[] name = names[a];
        int length = lengths[a];
        times[a] = times[b];
        names[a] = names[b];
        lengths[a] = lengths[b];
        times[b] = time;
        names[b] = name;
        lengths[b] = length;
    }
}
