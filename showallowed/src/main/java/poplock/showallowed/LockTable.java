package poplock.showallowed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/**
 * The locks that the kernel knows of, as Linux's /proc/locks. Asking there needs no right to the locked file, and, other
 * than trying to take the lock, cannot stand in the way of a readlog that starts at that moment.
 *
 * @param file /proc/locks
 */
record LockTable(Libc libc, String file) {
    LockTable(Libc libc) {
        this(libc, "/proc/locks");
    }

    /**
     * Whether somebody holds a write lock (fcntl, of a process or of an open file) on a file. True where it cannot be known, on systems without such
     * a table. The device is not compared: btrfs and overlayfs name another one here than stat does.
     */
    boolean isHeld(String locked) throws IOException {
        FileStatus status = FileStatus.of(libc, locked);
        if (status.error() == -Errno.ENOENT) {
            return false;
        }
        try (OpenFile table = OpenFile.readIfThere(libc, file)) {
            return table == null || isIn(table, ":" + status.inode());
        }
    }

    private static boolean isIn(OpenFile table, String inode) throws IOException {
        var line = new StringBuilder();
        byte[] buffer = new byte[1 << 12];
        boolean found = false;
        int position = 0;
        for (int length; (length = table.read(position, buffer, 0, buffer.length)) > 0; position += length) {
            for (char c : CString.text(buffer, 0, length).toCharArray()) {
                if (c != '\n') {
                    line.append(c);
                } else {
                    found |= isWriteLock(words(line), inode);
                    line.setLength(0);
                }
            }
        }
        return found;
    }

    private static boolean isWriteLock(List<String> lock, String inode) {
        return lock.size() > 5 && (lock.get(1).equals("POSIX") || lock.get(1).equals("OFDLCK"))
                && lock.get(3).equals("WRITE")
                && lock.get(5).endsWith(inode);
    }

    private static List<String> words(CharSequence line) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == ' ') {
                if (i > start) {
                    words.add(line.subSequence(start, i).toString());
                }
                start = i + 1;
            }
        }
        return words;
    }
}
