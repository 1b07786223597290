package poplock.readlog.database;

import poplock.common.UserLogin;
import poplock.readlog.table.EntryLine;

/** A line of dbfile.users by its parts, without an object for each line: {@link UserLogin} says what it is. */
final class UserLine extends EntryLine {
    private int nameStart;

    @Override
    public boolean parse(byte[] bytes, int start, int end) {
        int timeEnd = hasAddress(bytes, start, end) ? timeEnd(bytes, end) : -1;
        if (timeEnd < 0 || !isTime(bytes, addressEnd() + 1, timeEnd)) {
            return false;
        }
        nameStart = timeEnd + 1;
        int nameEnd = indexOf(' ', bytes, nameStart, end);
        return nameEnd > nameStart && end - nameStart <= RecentUsers.MAX_NAME
                && isShown(bytes, nameStart, nameEnd)
                && isShown(bytes, nameEnd + 1, end);
    }

    int nameStart() {
        return nameStart;
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
}
