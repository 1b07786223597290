package poplock.readlog.database;

import java.io.Closeable;

import poplock.common.UserLogin;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.readlog.table.Block;

/**
 * Goes through dbfile.users, no object made for a line that nobody asks for. Others may have had the file in their hands:
 * what is no line of it, or stands where it does not belong, is left out and counted.
 */
final class UserLines implements Closeable {
    /** Longer than any line. */
    private static final int BUFFER = 1 << 16;

    private final Libc libc;
    private final String path;
    private OpenFile file;
    private final byte[] buffer = new byte[BUFFER];
    private long position;
    private int filled;
    private int start;
    private int end;
    private final UserLine line = new UserLine();
    private final byte[] last = new byte[UserLine.MAX_ADDRESS + 1];
    private long bad;
    private boolean over;

    UserLines(Libc libc, String path) {
        this.libc = libc;
        this.path = path;
    }

    /**
     * Opens the file, to go through it from its start, and to be closed; one that is not there has no lines.
     *
     * @return this
     * @throws Failure if it is there and cannot be read
     */
    UserLines open() throws Failure {
        file = OpenFile.readIfThere(libc, path);
        position = 0;
        filled = 0;
        start = 0;
        end = 0;
        // The blank sorts before all addresses.
        last[0] = ' ';
        bad = 0;
        over = false;
        return this;
    }

    /** Goes on to the next line that is one. An unterminated last line does not count. */
    boolean next() throws Failure {
        while (nextLine()) {
            if (line.parse(buffer, start, end - 1) && Block.compareKeys(last, 0, buffer, start) <= 0) {
                System.arraycopy(buffer, start, last, 0, line.addressEnd() + 1 - start);
                return true;
            }
            bad++;
        }
        over = true;
        return false;
    }

    /** Whether there was no next line. */
    boolean isOver() {
        return over;
    }

    /** How many lines were left out. */
    long bad() {
        return bad;
    }

    private boolean nextLine() throws Failure {
        start = end;
        for (int i = start;; i++) {
            if (i == filled) {
                i = fill();
                if (i == filled) {
                    return false;
                }
            }
            if (buffer[i] == '\n') {
                end = i + 1;
                return true;
            }
        }
    }

    /**
     * Reads on behind what is left of the buffer; of a line that is longer than the buffer only its end stays, which is no
     * line.
     *
     * @return index of the first new byte
     */
    private int fill() throws Failure {
        boolean isTooLong = filled - start == BUFFER;
        int left = isTooLong ? 0 : filled - start;
        System.arraycopy(buffer, start, buffer, 0, left);
        if (isTooLong) {
            // Whatever its end looks like.
            buffer[left++] = '\r';
        }
        int more = file == null ? 0 : file.read(position, buffer, left, BUFFER - left);
        position += more;
        start = 0;
        end = 0;
        filled = left + more;
        return left;
    }

    byte[] bytes() {
        return buffer;
    }

    /** Index of the line's address. */
    int start() {
        return start;
    }

    /** Index after the address. */
    int addressEnd() {
        return line.addressEnd();
    }

    /** The first 64 bits of the address. */
    long high() {
        return line.high();
    }

    /** Its last 64 bits. */
    long low() {
        return line.low();
    }

    /** Of the login, in seconds since the epoch. */
    long time() {
        return line.time();
    }

    /** Index of the parser, which the user follows. */
    int nameStart() {
        return line.nameStart();
    }

    /** Index of the line's LF. */
    int lineEnd() {
        return end - 1;
    }

    UserLogin login() {
        return UserLogin.parse(CString.text(buffer, start, end - 1)).orElseThrow();
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
