package poplock.showallowed;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

import poplock.common.Entry;
import poplock.common.Network;
import poplock.common.UserLogin;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/**
 * Finds the users of addresses in the sorted dbfile.users, by bisection: the file may be longer than memory. In one that
 * somebody has garbled it may find fewer.
 */
final class UserFinder implements Closeable {
    /** A file of that length is read at once. */
    private static final int SMALL = 1 << 20;
    /** What is left to search is read from first to last when it is this little. */
    private static final int NEAR = 1 << 12;
    /** More bytes than the lines of one address have. */
    private static final int FAR = 1 << 20;
    private static final int MAX_KEY = Entry.MAX_KEY + 1;
    /** More users than readlog keeps of an address. */
    private static final int MOST = 64;

    private final OpenFile file;
    private final long size;
    private final byte[] content;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] key = new byte[MAX_KEY];
    private final byte[] lastKey = new byte[MAX_KEY];
    private long lastLow;

    private UserFinder(OpenFile file) throws Failure {
        this.file = file;
        // Of a folder this tells that it is one.
        file.read(0, buffer, 0, 1);
        size = file.size();
        content = size <= SMALL ? new byte[(int) size] : null;
        if (content != null) {
            file.read(0, content, 0, content.length);
        }
    }

    /**
     * Opens the file.
     *
     * @return null if it is not there, or may not be read: not everybody is to know who reads his mail from where
     */
    static UserFinder open(Libc libc, String path) throws Failure {
        try {
            OpenFile file = OpenFile.readIfThere(libc, path);
            return file == null ? null : new UserFinder(file);
        } catch (Failure failure) {
            if (failure.error() == Errno.EACCES) {
                return null;
            }
            throw failure;
        }
    }

    /** The users who have logged in from a network, or from an address, the latest first. */
    List<UserLogin> of(Network network) throws Failure {
        String text = network.toString();
        int end = text.length();
        for (int i = 0; i < end; i++) {
            key[i] = (byte) text.charAt(i);
        }
        key[end] = ' ';
        long low = 0;
        long high = size;
        if (compare(key, 0, lastKey) > 0) {
            // Who asks for one after the other finds the next one near.
            low = lastLow;
            long step = NEAR;
            long probe;
            while ((probe = nextLine(low + step, size)) < size && isBefore(probe)) {
                low = probe;
                step *= 2;
            }
            high = probe;
        }
        lastLow = bisect(low, high);
        System.arraycopy(key, 0, lastKey, 0, end + 1);
        return scan(lastLow);
    }

    /** Start of a line, at which or behind which the address's lines are, and not far. */
    private long bisect(long from, long to) throws Failure {
        long low = from;
        long high = to;
        while (high - low > NEAR) {
            long middle = low + (high - low) / 2;
            long start = nextLine(middle, high);
            if (start >= high) {
                high = middle + 1;
            } else if (isBefore(start)) {
                low = start;
            } else {
                high = start;
            }
        }
        return low;
    }

    private List<UserLogin> scan(long from) throws Failure {
        var found = new ArrayList<UserLogin>();
        long position = from;
        while (position - from < FAR && found.size() < MOST) {
            int length = read(position, buffer, buffer.length);
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    int order = compare(buffer, start, key);
                    if (order > 0) {
                        return found;
                    }
                    if (order == 0) {
                        add(found, CString.text(buffer, start, i));
                    }
                    start = i + 1;
                }
            }
            if (start == 0) {
                break;
            }
            position += start;
        }
        return found;
    }

    private static void add(List<UserLogin> found, String line) {
        UserLogin login = UserLogin.parse(line).orElse(null);
        if (login == null || found.size() == MOST) {
            return;
        }
        int at = found.size();
        while (at > 0 && found.get(at - 1).entry().time() < login.entry().time()) {
            at--;
        }
        found.add(at, login);
    }

    /** Start of the first line that starts behind a position, or {@code limit} if there is none before it. */
    private long nextLine(long position, long limit) throws Failure {
        long at = position;
        while (at < limit) {
            int length = read(at, buffer, NEAR);
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    return Math.min(at + i + 1, limit);
                }
            }
            if (length == 0) {
                break;
            }
            at += length;
        }
        return limit;
    }

    /** Whether the line at a position has an address that comes before the wanted one. */
    private boolean isBefore(long position) throws Failure {
        int length = read(position, buffer, MAX_KEY);
        buffer[length] = '\n';
        return compare(buffer, 0, key) < 0;
    }

    private int read(long position, byte[] to, int length) throws Failure {
        if (content == null) {
            return file.read(position, to, 0, length);
        }
        int count = (int) Math.max(0, Math.min(length, size - position));
        System.arraycopy(content, (int) position, to, 0, count);
        return count;
    }

    /** Compares what comes before the first blank, with it. */
    private static int compare(byte[] line, int start, byte[] key) {
        int i = 0;
        while (line[start + i] == key[i] && key[i] != ' ') {
            i++;
        }
        return line[start + i] - key[i];
    }

    @Override
    public void close() {
        file.close();
    }
}
