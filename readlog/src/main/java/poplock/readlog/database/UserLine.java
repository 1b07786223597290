package poplock.readlog.database;

import poplock.common.Address;
import poplock.common.UserLogin;

/** A line of dbfile.users by its parts, without an object for each line: {@link UserLogin} says what it is. */
final class UserLine {
    /** No address is longer. */
    static final int MAX_ADDRESS = 64;
    private static final int MAX_DIGITS = 12;

    private final long[] bits = new long[2];
    private final byte[] canonical = new byte[Address.MAX_TEXT];
    private int addressEnd;
    private int nameStart;
    private long time;

    /** Whether the bytes before {@code end} are a line, without its LF. */
    boolean parse(byte[] bytes, int start, int end) {
        addressEnd = indexOf(' ', bytes, start, Math.min(end, start + MAX_ADDRESS));
        if (addressEnd < 0 || !isAddress(bytes, start)) {
            return false;
        }
        int timeEnd = indexOf(' ', bytes, addressEnd + 1, Math.min(end, addressEnd + MAX_DIGITS + 2));
        if (timeEnd < 0 || !isTime(bytes, addressEnd + 1, timeEnd)) {
            return false;
        }
        nameStart = timeEnd + 1;
        int nameEnd = indexOf(' ', bytes, nameStart, end);
        return nameEnd > nameStart && end - nameStart <= RecentUsers.MAX_NAME
                && isShown(bytes, nameStart, nameEnd)
                && isShown(bytes, nameEnd + 1, end);
    }

    int addressEnd() {
        return addressEnd;
    }

    long high() {
        return bits[0];
    }

    long low() {
        return bits[1];
    }

    int nameStart() {
        return nameStart;
    }

    long time() {
        return time;
    }

    private boolean isAddress(byte[] bytes, int start) {
        if (!Address.parse(bytes, start, addressEnd, bits)) {
            return false;
        }
        int length = Address.write(bits[0], bits[1], canonical, 0);
        boolean same = length == addressEnd - start;
        for (int i = 0; same && i < length; i++) {
            same = canonical[i] == bytes[start + i];
        }
        return same;
    }

    private boolean isTime(byte[] bytes, int start, int end) {
        time = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            time = time * 10 + bytes[i] - '0';
        }
        return end > start && (end - start == 1 || bytes[start] != '0');
    }

    private static boolean isShown(byte[] bytes, int start, int end) {
        boolean good = start < end;
        for (int i = start; good && i < end; i++) {
            good = bytes[i] > ' ' && bytes[i] < 0x7f;
            if (bytes[i] == '%') {
                good = i + 2 < end && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
                i += 2;
            }
        }
        return good;
    }

    private static boolean isHex(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'F';
    }

    private static int indexOf(char wanted, byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at < end ? at : -1;
    }
}
