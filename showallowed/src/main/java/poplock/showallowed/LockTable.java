package poplock.showallowed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The locks that the kernel knows of, as Linux's /proc/locks. Asking there needs no right to the locked file, and, other
 * than trying to take the lock, cannot stand in the way of a readlog that starts at that moment.
 *
 * @param file /proc/locks
 */
record LockTable(Path file) {
    static final LockTable LINUX = new LockTable(Path.of("/proc/locks"));

    /**
     * Whether a process holds a write lock (fcntl) on a file. True where it cannot be known, on systems without such
     * a table. The device is not compared: btrfs and overlayfs name another one here than stat does.
     */
    boolean isHeld(Path locked) throws IOException {
        String inode;
        try {
            inode = ":" + Files.getAttribute(locked, "unix:ino");
        } catch (NoSuchFileException e) {
            return false;
        }
        if (!Files.isReadable(file)) {
            return true;
        }
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" +"))
                    .anyMatch(lock -> lock.length > 5 && lock[1].equals("POSIX")
                            && lock[3].equals("WRITE") && lock[5].endsWith(inode));
        }
    }
}
