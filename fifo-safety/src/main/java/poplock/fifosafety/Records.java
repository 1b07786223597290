package poplock.fifosafety;

import java.util.Arrays;

import poplock.common.SpoolRecord;

/** Records on their way to the spool. */
final class Records {
    private byte[] bytes = new byte[1 << 15];
    private int length;
    /** Of the log lines, without their stamps. */
    private Amount amount = Amount.NONE;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Amount amount() {
        return amount;
    }

    /** Whether there is no log line among them. */
    boolean isEmpty() {
        return amount.lines() == 0;
    }

    /** Starts a batch. */
    void begin() {
        clear();
        put(SpoolRecord.GAP);
    }

    void clear() {
        length = 0;
        amount = Amount.NONE;
    }

    /** Whether another record is taken. The first one always is: room is made for it, however long it is. */
    boolean fits(int record) {
        return isEmpty() || length + record <= bytes.length;
    }

    void add(String stamp, byte[] lines, int start, int end) {
        int needed = length + stamp.length() + end - start;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * needed);
        }
        put(stamp);
        System.arraycopy(lines, start, bytes, length, end - start);
        length += end - start;
        amount = amount.plus(new Amount(end - start, 1));
    }

    private void put(String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }
}
