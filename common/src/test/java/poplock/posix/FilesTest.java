package poplock.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FilesTest {
    @TempDir
    private Path folder;
    private final Libc libc = new JvmLibc();

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
        return path(name);
    }

    @Test
    void statusIsWhatTheSystemSays() throws IOException {
        Path file = Path.of(write("file", "12345"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        FileStatus status = FileStatus.of(libc, file.toString());
        assertEquals(0, status.error());
        assertTrue(status.isPlain());
        assertEquals(0640, status.permissions());
        assertEquals(5L, status.size());
        assertEquals(Files.getAttribute(file, "unix:ino"), status.inode());
        assertEquals(Files.getAttribute(file, "unix:dev"), status.device());
        assertEquals(Files.getAttribute(file, "unix:uid"), status.user());
        assertEquals(Files.getAttribute(file, "unix:gid"), status.group());
        assertEquals(Files.getLastModifiedTime(file).to(java.util.concurrent.TimeUnit.NANOSECONDS),
                status.modified());
        // Where the file system keeps it, the JDK knows it, too.
        FileTime made = (FileTime) Files.getAttribute(file, "creationTime");
        assertEquals(made.to(java.util.concurrent.TimeUnit.NANOSECONDS), status.made());
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertTrue(FileStatus.of(libc, file.toString()).made() > 1_000_000_000_000L);
    }

    @Test
    void whatIsNotPlainIsRefused() throws IOException {
        FileStatus.of(libc, write("file", "")).refuseAllButPlain("file");
        refused("no such file", path("nothing"));
        refused("is a directory", folder.toString());
        refused("not a plain file", "/dev/null");
    }

    private void refused(String why, String path) {
        var failure = assertThrows(Failure.class, () -> FileStatus.of(libc, path).refuseAllButPlain(path));
        assertEquals("unable to read " + path + ": " + why, failure.getMessage());
    }

    @Test
    void aLockOfAnOpenFileKeepsTheSameProcessOutAndOutlivesOtherDescriptors() throws IOException {
        String path = write("file", "");
        int first = libc.open(CString.of(path), FileCalls.O_RDWR, 0);
        int second = libc.open(CString.of(path), FileCalls.O_RDWR, 0);
        assertEquals(0, libc.lock(first, FileCalls.F_OFD_SETLK, FileCalls.F_WRLCK));
        assertEquals(-Errno.EAGAIN, libc.lock(second, FileCalls.F_OFD_SETLK, FileCalls.F_WRLCK));
        libc.close(second);
        second = libc.open(CString.of(path), FileCalls.O_RDWR, 0);
        assertEquals(-Errno.EAGAIN, libc.lock(second, FileCalls.F_OFD_SETLK, FileCalls.F_WRLCK));
        libc.close(first);
        assertEquals(0, libc.lock(second, FileCalls.F_OFD_SETLK, FileCalls.F_WRLCK));
        libc.close(second);
    }

    @Test
    void aLinkIsFollowedOrNot() throws IOException {
        String file = write("file", "x");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        assertTrue(FileStatus.of(libc, path("link")).sameFile(FileStatus.of(libc, file)));
        assertTrue(FileStatus.ofLink(libc, path("link")).isLink());
        assertFalse(FileStatus.ofLink(libc, path("link")).sameFile(FileStatus.of(libc, file)));
    }

    @Test
    void whatIsNotThereIsNoFile() {
        FileStatus status = FileStatus.of(libc, path("nothing"));
        assertEquals(-Errno.ENOENT, status.error());
        assertFalse(status.exists() || status.isPlain() || status.sameFile(status));
    }

    @Test
    void readsAtAPositionToTheEnd() throws IOException {
        byte[] buffer = new byte[10];
        try (OpenFile file = OpenFile.read(libc, write("file", "0123456789"))) {
            assertEquals(10L, file.size());
            assertEquals(4, file.read(6, buffer, 1, 9));
            assertEquals("6789", CString.text(buffer, 1, 5));
        }
    }

    @Test
    void complaintsNameTheFile() throws IOException {
        var missing = assertThrows(Failure.class, () -> OpenFile.read(libc, path("nothing")));
        assertEquals("unable to read " + path("nothing") + ": no such file", missing.getMessage());
        assertNull(OpenFile.readIfThere(libc, path("nothing")));
        try (OpenFile opened = OpenFile.read(libc, folder.toString())) {
            var isFolder = assertThrows(Failure.class, () -> opened.read(0, new byte[1], 0, 1));
            assertEquals("unable to read " + folder + ": is a directory", isFolder.getMessage());
        }
    }

    @Test
    void aFolderHasItsNames() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            Files.createFile(folder.resolve("a-rather-long-name-" + i));
        }
        var names = Directory.names(libc, folder.toString());
        assertEquals(2_000, Set.copyOf(names).size());
        assertTrue(names.contains("a-rather-long-name-1999"));
        assertThrows(Failure.class, () -> Directory.names(libc, path("nothing")));
    }

    @Test
    void aLinkThatLeadsNowhereIsNotWrittenThrough() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere"));
        int flags = FileCalls.O_WRONLY | FileCalls.O_CREAT | FileCalls.O_NOFOLLOW;
        var failure = assertThrows(Failure.class, () -> OpenFile.write(libc, path("link"), flags, 0600));
        assertEquals(Errno.ELOOP, failure.error());
        assertFalse(Files.exists(folder.resolve("elsewhere")));
    }

    @Test
    void textsAreBytes() {
        assertEquals("\u00e9\u0080", CString.text(CString.of("\u00e9\u0080"), 0, 2));
        assertEquals(3, CString.of("\u00e9\u0080").length);
    }
}
