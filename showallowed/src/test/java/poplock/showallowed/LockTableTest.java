package poplock.showallowed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LockTableTest {
    @TempDir
    private Path folder;

    @Test
    void aLockIsHeldUntilItIsGivenBack() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        assertFalse(LockTable.LINUX.isHeld(file));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock();
            assertTrue(LockTable.LINUX.isHeld(file));
        }
        assertFalse(LockTable.LINUX.isHeld(file));
    }

    @Test
    void aFileThatIsNotThereIsNotLocked() throws IOException {
        assertFalse(LockTable.LINUX.isHeld(folder.resolve("none")));
    }

    @Test
    void onlyAWriteLockOnTheFileCounts() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        String inode = Files.getAttribute(file, "unix:ino").toString();
        assertFalse(table("1: FLOCK  ADVISORY  WRITE 7 fe:00:" + inode + " 0 EOF").isHeld(file));
        assertFalse(table("1: POSIX  ADVISORY  READ 7 fe:00:" + inode + " 0 EOF").isHeld(file));
        assertFalse(table("1: -> POSIX  ADVISORY  WRITE 7 fe:00:" + inode + " 0 EOF").isHeld(file));
        assertFalse(table("1: POSIX  ADVISORY  WRITE 7 fe:00:1" + inode + " 0 EOF").isHeld(file));
        assertFalse(table("").isHeld(file));
        assertTrue(table("1: FLOCK  ADVISORY  WRITE 7 fe:00:1 0 EOF\n2: POSIX  ADVISORY  WRITE 7 fe:00:"
                + inode + " 0 EOF")
                .isHeld(file));
    }

    @Test
    void withoutATableItIsNotKnownSoNotDenied() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        assertTrue(new LockTable(folder.resolve("none")).isHeld(file));
    }

    private LockTable table(String content) throws IOException {
        return new LockTable(Files.writeString(folder.resolve("locks"), content + "\n"));
    }
}
