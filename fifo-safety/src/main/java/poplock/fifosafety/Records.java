package poplock.fifosafety;

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

    void clear() {
        length = 0;
        amount = Amount.NONE;
    }

    /** Whether there is room for another record, or must be made because none is smaller. */
    boolean fits(int record) {
        return length == 0 || length + record <= bytes.length;
    }

    void add(String stamp, byte[] lines, int start, int end) {
        if (stamp.length() + end - start > bytes.length) {
            bytes = new byte[2 * (stamp.length() + end - start)];
        }
        for (int i = 0; i < stamp.length(); i++) {
            bytes[length++] = (byte) stamp.charAt(i);
        }
        System.arraycopy(lines, start, bytes, length, end - start);
        length += end - start;
        amount = amount.plus(new Amount(end - start, 1));
    }
}
