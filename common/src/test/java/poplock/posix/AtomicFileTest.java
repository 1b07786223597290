package poplock.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AtomicFileTest {
    @TempDir
    private Path folder;
    private final ScriptedLibc libc = new ScriptedLibc("test");

    private Path file() {
        return folder.resolve("file");
    }

    private FileStatus replace(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        try (var fresh = AtomicFile.replacing(libc, file().toString())) {
            fresh.write(bytes, 0, bytes.length);
            return fresh.commit(true);
        }
    }

    private void assertNothingIsLeft() {
        assertFalse(Files.exists(folder.resolve("file.new")));
    }

    @Test
    void aNewFileCanBeReadByAll() throws IOException {
        FileStatus written = replace("content");
        assertEquals("content", Files.readString(file()));
        assertEquals(0644, FileStatus.of(libc, file().toString()).permissions());
        assertTrue(FileStatus.of(libc, file().toString()).untouchedSince(written));
        assertNothingIsLeft();
    }

    @Test
    void permissionsOwnerAndAttributesStay() throws Exception {
        Files.writeString(file(), "old");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw----"));
        Files.setAttribute(file(), "unix:gid", 12);
        Files.setAttribute(file(), "user:colour", "blue".getBytes(StandardCharsets.US_ASCII));
        replace("new");
        FileStatus status = FileStatus.of(libc, file().toString());
        assertEquals(0660, status.permissions());
        assertEquals(12, status.group());
        assertEquals("blue", new String((byte[]) Files.getAttribute(file(), "user:colour"),
                StandardCharsets.US_ASCII));
    }

    @Test
    void aFailureLeavesTheOldFile() throws IOException {
        Files.writeString(file(), "old");
        for (String function : new String[] {"write", "fsync", "rename"}) {
            libc.fail(function, Errno.ENOSPC);
            var failure = assertThrows(Failure.class, () -> replace("new"));
            assertEquals("no space left on the disk", failure.why());
            assertEquals("old", Files.readString(file()));
            assertNothingIsLeft();
            libc.fail(function, 0);
        }
    }

    @Test
    void whatIsGivenUpLeavesTheOldFile() throws IOException {
        Files.writeString(file(), "old");
        try (var fresh = AtomicFile.replacing(libc, file().toString())) {
            fresh.write(new byte[10], 0, 10);
        }
        assertEquals("old", Files.readString(file()));
        assertNothingIsLeft();
    }

    @Test
    void aLinkBesideItIsNotWrittenThrough() throws IOException {
        Files.writeString(folder.resolve("precious"), "old");
        Files.createSymbolicLink(folder.resolve("file.new"), Path.of("precious"));
        replace("new");
        assertEquals("old", Files.readString(folder.resolve("precious")));
        assertEquals("new", Files.readString(file()));
    }

    @Test
    void aLinkLeadsToItsTargetEvenIfThereIsNone() throws IOException {
        Path real = folder.toRealPath();
        Files.createSymbolicLink(file(), Path.of("target"));
        assertEquals(folder.resolve("target").toString(), AtomicFile.target(libc, file().toString()));
        Files.createFile(folder.resolve("target"));
        assertEquals(real.resolve("target").toString(), AtomicFile.target(libc, file().toString()));
        assertEquals("/none/at/all", AtomicFile.target(libc, "/none/at/all"));
    }
}
