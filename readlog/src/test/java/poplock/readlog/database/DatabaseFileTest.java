package poplock.readlog.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Complaint;
import poplock.common.Exit;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;
import poplock.readlog.table.Block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DatabaseFileTest {
    private static final String ENTRY = "192.0.2.1 1795348800\n";

    @TempDir
    Path folder;

    private final Libc libc = new JvmLibc();

    @Test
    void isMadeWithMode0644() throws IOException {
        write("db");
        assertEquals(ENTRY, Files.readString(folder.resolve("db")));
        assertEquals("rw-r--r--", mode("db"));
        assertFalse(Files.exists(folder.resolve("db.new")));
    }

    @Test
    void keepsModeAndOwner() throws IOException {
        Path file = Files.writeString(folder.resolve("db"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Files.setAttribute(file, "unix:uid", 65_534);
        Files.setAttribute(file, "unix:gid", 65_533);
        write("db");
        assertEquals(ENTRY, Files.readString(file));
        assertEquals("rw-rw----", mode("db"));
        assertEquals(65_534, Files.getAttribute(file, "unix:uid"));
        assertEquals(65_533, Files.getAttribute(file, "unix:gid"));
    }

    @Test
    void keepsSelinuxContextAndAccessControlList() throws Exception {
        Path file = Files.writeString(folder.resolve("db"), "old\n");
        run("setfattr", "-n", "security.selinux", "-v", "system_u:object_r:mail_spool_t:s0", file.toString());
        run("setfacl", "-m", "user:65534:r", file.toString());
        String before = attributes(file);
        assertTrue(before.contains("mail_spool_t") && before.contains("system.posix_acl_access"), before);
        write("db");
        assertEquals(ENTRY, Files.readString(file));
        assertEquals(before, attributes(file));
    }

    private static String attributes(Path file) throws Exception {
        return run("getfattr", "--absolute-names", "--dump", "--match=-", file.toString());
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = IOUtils.toString(process.getInputStream(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/real"), "old\n");
        Files.createSymbolicLink(folder.resolve("db"), Path.of("elsewhere/real"));
        write("db");
        assertTrue(Files.isSymbolicLink(folder.resolve("db")));
        assertEquals(ENTRY, Files.readString(folder.resolve("elsewhere/real")));
    }

    @Test
    void aLinkToNothingYetStaysALink() throws IOException {
        Files.createSymbolicLink(folder.resolve("db"), folder.resolve("real"));
        write("db");
        assertTrue(Files.isSymbolicLink(folder.resolve("db")));
        assertEquals(ENTRY, Files.readString(folder.resolve("real")));
    }

    @Test
    void replacesWhatACrashLeft() throws IOException {
        Files.writeString(folder.resolve("db.new"), "half of a fi");
        write("db");
        assertEquals(ENTRY, Files.readString(folder.resolve("db")));
    }

    @Test
    void writesThroughNobodysLink() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(folder.resolve("db.new"), victim);
        write("db");
        assertEquals("precious", Files.readString(victim));
        assertTrue(Files.isRegularFile(folder.resolve("db"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFullFolderInTheWayIsAFailureAndTheOldFileStays() throws IOException {
        Files.writeString(folder.resolve("db"), "old\n");
        Files.createDirectories(folder.resolve("db.new/full"));
        assertThrows(IOException.class, () -> write("db"));
        assertEquals("old\n", Files.readString(folder.resolve("db")));
    }

    @Test
    void aFolderInThePlaceOfTheFileIsAFailure() throws IOException {
        Files.createDirectory(folder.resolve("db"));
        assertThrows(IOException.class, () -> write("db"));
        assertFalse(Files.exists(folder.resolve("db.new")));
        try (var file = new DatabaseFile(libc, folder.resolve("db").toString())) {
            assertThrows(IOException.class, file::open);
        }
    }

    @Test
    void anotherWriterIsRefused() throws IOException {
        try (var file = new DatabaseFile(libc, folder.resolve("db").toString())) {
            var complaint = assertThrows(Complaint.class,
                    () -> new DatabaseFile(libc, folder.resolve("db").toString()));
            assertEquals("another readlog has locked " + folder + "/db.lock", complaint.getMessage());
            assertEquals(Exit.TEMPORARY, complaint.exit());
            file.write(List.of());
        }
        new DatabaseFile(libc, folder.resolve("db").toString()).close();
    }

    @Test
    void takesTheLockAnewWhenItsFileHasGone() throws IOException {
        try (var file = new DatabaseFile(libc, folder.resolve("db").toString())) {
            Files.delete(folder.resolve("db.lock"));
            file.write(List.of());
            assertThrows(Complaint.class, () -> new DatabaseFile(libc, folder.resolve("db").toString()));
        }
    }

    @Test
    void doesNotWriteBesideAnotherWriterThatGotTheLockMeanwhile() throws IOException {
        try (var file = new DatabaseFile(libc, folder.resolve("db").toString())) {
            Files.delete(folder.resolve("db.lock"));
            try (var other = new DatabaseFile(libc, folder.resolve("db").toString())) {
                other.write(List.of());
                assertThrows(Complaint.class, () -> file.write(List.of()));
            }
        }
    }

    @Test
    void noticesWhenSomebodyElseHasChangedTheFile() throws IOException {
        Path path = folder.resolve("db");
        try (var file = new DatabaseFile(libc, path.toString())) {
            assertFalse(file.isAsWritten());
            file.write(List.of());
            assertTrue(file.isAsWritten());
            Files.writeString(path, "x");
            assertFalse(file.isAsWritten());
            file.write(List.of());
            Files.delete(path);
            assertFalse(file.isAsWritten());
        }
    }

    @Test
    void keepsAGarbledFileBeside() throws IOException {
        Files.writeString(folder.resolve("db"), "garbage");
        Files.writeString(folder.resolve("db.garbled"), "earlier");
        try (var file = new DatabaseFile(libc, folder.resolve("db").toString())) {
            file.keepGarbled();
        }
        assertEquals("garbage", Files.readString(folder.resolve("db.garbled")));
        assertEquals("garbage", Files.readString(folder.resolve("db")));
    }

    private void write(String name) throws IOException {
        try (var file = new DatabaseFile(libc, folder.resolve(name).toString())) {
            byte[] bytes = ENTRY.getBytes(StandardCharsets.ISO_8859_1);
            file.write(new ArrayList<>(
                    List.of(new Block(bytes, bytes.length, 1, 1_795_348_800, 1_795_348_800))));
        }
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
