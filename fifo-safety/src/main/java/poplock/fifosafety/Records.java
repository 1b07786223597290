package poplock.fifosafety;

import java.util.Arrays;

import poplock.common.SpoolRecord;
import poplock.posix.Libc;

/** Records on their way to the spool. */
final class Records {
    private final Libc libc;
    private byte[] bytes = new byte[1 << 15];
    private int length;
    /** Of the log lines, without their stamps. */
    private final Tally lines = new Tally();

    Records(Libc libc) {
        this.libc = libc;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Amount amount() {
        return lines.amount();
    }

    /** Whether there is no log line among them. */
    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Starts a batch. */
    void begin() {
        clear();
        put(SpoolRecord.GAP);
    }

    void clear() {
        length = 0;
        lines.clear();
    }

    /** Whether another record is taken. The first one always is: room is made for it, however long it is. */
    boolean fits(int record) {
        return isEmpty() || length + record <= bytes.length;
    }

    void add(String stamp, byte[] source, int start, int end) {
        int needed = length + stamp.length() + end - start;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * needed);
            libc.keep();
        }
        put(stamp);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
        lines.add(end - start, 1);
    }

    private void put(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }
}
