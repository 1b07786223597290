package poplock.showallowed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LockTableTest {
    @TempDir
    private Path folder;
    private final Libc libc = new JvmLibc();

    @Test
    void aLockIsHeldUntilItIsGivenBack() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        assertFalse(new LockTable(libc).isHeld(file.toString()));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock();
            assertTrue(new LockTable(libc).isHeld(file.toString()));
        }
        assertFalse(new LockTable(libc).isHeld(file.toString()));
    }

    @Test
    void aFileThatIsNotThereIsNotLocked() throws IOException {
        assertFalse(new LockTable(libc).isHeld(folder.resolve("none").toString()));
    }

    @Test
    void onlyAWriteLockOnTheFileCounts() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        String inode = Files.getAttribute(file, "unix:ino").toString();
        assertFalse(table("1: FLOCK  ADVISORY  WRITE 7 fe:00:" + inode + " 0 EOF").isHeld(file.toString()));
        assertFalse(table("1: POSIX  ADVISORY  READ 7 fe:00:" + inode + " 0 EOF").isHeld(file.toString()));
        assertFalse(
                table("1: -> POSIX  ADVISORY  WRITE 7 fe:00:" + inode + " 0 EOF").isHeld(file.toString()));
        assertFalse(table("1: POSIX  ADVISORY  WRITE 7 fe:00:1" + inode + " 0 EOF").isHeld(file.toString()));
        assertFalse(table("").isHeld(file.toString()));
        assertTrue(table("1: FLOCK  ADVISORY  WRITE 7 fe:00:1 0 EOF\n2: POSIX  ADVISORY  WRITE 7 fe:00:"
                + inode + " 0 EOF")
                .isHeld(file.toString()));
    }

    @Test
    void withoutATableItIsNotKnownSoNotDenied() throws IOException {
        Path file = Files.createFile(folder.resolve("dbfile.lock"));
        assertTrue(new LockTable(libc, folder.resolve("none").toString()).isHeld(file.toString()));
    }

    private LockTable table(String content) throws IOException {
        return new LockTable(libc, Files.writeString(folder.resolve("locks"), content + "\n").toString());
    }
}
