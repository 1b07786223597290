package poplock.readlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Exit;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of logins when the disk does not take them. As root: it mounts a filesystem of 2 MB. */
class DiskIT {
    private static final String A = "192.0.2.1";
    private static final String B = "192.0.2.2";
    private static final String C = "192.0.2.3";

    @TempDir
    Path folder;

    private Path disk;
    private Path log;
    private Path database;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        log = folder.resolve("log");
        database = disk.resolve("db");
        Log.append(log, "");
        Files.writeString(folder.resolve("conf"),
                "dbfile = " + database + "\nexpiry = 1d\nsource = file:" + log
                        + "\n");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    @Test
    void aFullDiskCostsNoLogin() throws Exception {
        try (var readlog = startWithOneLogin()) {
            fill();
            loseForAWhile(readlog, "no space left on the disk");
            assertEquals(Set.of(A), Entries.read(database).keySet());
            Files.delete(disk.resolve("filler"));
            assertRecovers(readlog);
        }
    }

    @Test
    void aReadOnlyDiskCostsNoLogin() throws Exception {
        try (var readlog = startWithOneLogin()) {
            run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk.toString());
            loseForAWhile(readlog, "read-only file system");
            run("umount", disk.toString());
            assertEquals(Set.of(A), Entries.read(database).keySet());
            assertRecovers(readlog);
        }
    }

    /** Remounted through a second mount: while readlog holds its lock the first one is busy. */
    @Test
    void aDiskThatIsRemountedReadOnlyCostsNoLogin() throws Exception {
        try (var readlog = startWithOneLogin()) {
            run("mount", "--bind", disk.toString(), disk.toString());
            run("mount", "-o", "remount,bind,ro", disk.toString());
            loseForAWhile(readlog, "read-only file system");
            assertEquals(Set.of(A), Entries.read(database).keySet());
            run("mount", "-o", "remount,bind,rw", disk.toString());
            assertRecovers(readlog);
            run("umount", disk.toString());
        }
    }

    @Test
    void onAReadOnlyDiskItDoesNotStartAndLosesNothing() throws Exception {
        try (var readlog = startWithOneLogin()) {
            assertEquals(0, readlog.stop());
        }
        run("mount", "-o", "remount,ro", disk.toString());
        Log.append(log, Log.login(B));
        try (var readlog = Running.start(folder, "-c", "conf")) {
            assertEquals(Exit.TEMPORARY, readlog.exit());
            assertTrue(readlog.errors().endsWith(
                    "readlog: fatal: unable to write " + database + ".lock: read-only file system\n"),
                    readlog.errors());
        }
        run("mount", "-o", "remount,rw", disk.toString());
        try (var readlog = Running.start(folder, "-c", "conf").ready(2)) {
            assertRecovers(readlog);
        }
    }

    @Test
    void aDatabaseThatItMayNotReadIsPutAside() throws Exception {
        long now = System.currentTimeMillis() / 1000;
        Files.writeString(database, C + " " + now + "\n");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        run("chown", "nobody", disk.toString());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path program = Files.copy(Running.PROGRAM, folder.resolve("program"));
        var command = new ArrayList<>(
                List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"));
        command.addAll(Running.command(program, "-c", "conf"));
        try (var readlog = Running.start(folder, command).ready()) {
            Log.append(log, Log.login(A));
            Entries.await(database, A);
            assertEquals(Set.of(A), Entries.read(database).keySet());
            assertEquals(Set.of(C), Entries.read(disk.resolve("db.garbled")).keySet());
            assertTrue(readlog.errors().startsWith("readlog: warning: unable to read " + database
                    + ": permission denied; starting with no entries\nreadlog: warning: the file as it was is kept in "
                    + disk.resolve("db.garbled") + "\n"), readlog.errors());
            assertEquals(0, readlog.stop());
        }
    }

    @Test
    void aFolderThatVanishesCostsNoLogin() throws Exception {
        database = Files.createDirectory(disk.resolve("inner")).resolve("db");
        Files.writeString(folder.resolve("conf"),
                "dbfile = " + database + "\nexpiry = 1d\nsource = file:" + log
                        + "\n");
        try (var readlog = startWithOneLogin()) {
            Files.move(disk.resolve("inner"), disk.resolve("away"));
            loseForAWhile(readlog, "no such file");
            assertEquals(Set.of(A), Entries.read(disk.resolve("away/db")).keySet());
            Files.createDirectory(disk.resolve("inner"));
            assertRecovers(readlog);
        }
    }

    @Test
    void aFolderInTheDatabasesPlaceCostsNoLogin() throws Exception {
        try (var readlog = startWithOneLogin()) {
            Files.delete(database);
            Files.createDirectory(database);
            loseForAWhile(readlog, "is a directory");
            Files.delete(database);
            assertRecovers(readlog);
        }
    }

    @Test
    void aDatabaseThatIsGarbledOrTruncatedIsWrittenAnew() throws Exception {
        try (var readlog = startWithOneLogin()) {
            Files.writeString(database, "garbage\n");
            awaitWhole();
            Files.writeString(database, "", StandardOpenOption.TRUNCATE_EXISTING);
            awaitWhole();
            Files.delete(database);
            awaitWhole();
            assertEquals(0, readlog.stop());
        }
    }

    @Test
    void whatCanBeReadOfAGarbledDatabaseIsTakenUp() throws Exception {
        long now = System.currentTimeMillis() / 1000;
        Files.writeString(database,
                A + " " + now + "\n\0\0\0garbage\n" + B + " " + now + "\n" + C + " " + now);
        try (var readlog = Running.start(folder, "-c", "conf").ready()) {
            Wait.until("the database is written", () -> !Files.readString(database).contains("garbage"));
            assertEquals(Set.of(A, B), Entries.read(database).keySet());
            assertTrue(Files.readString(disk.resolve("db.garbled")).contains("garbage"));
            assertTrue(readlog.errors().contains("db:2: not an entry, and 1 more lines; left out"),
                    readlog.errors());
        }
    }

    private Running startWithOneLogin() throws IOException {
        Running readlog = Running.start(folder, "-c", "conf").ready();
        Log.append(log, Log.login(A));
        Entries.await(database, A);
        return readlog;
    }

    /** Logs B when nothing can be written; readlog says so once, however often it tries in the next seconds. */
    private void loseForAWhile(Running readlog, String why) throws IOException {
        String warning = "readlog: warning: unable to write " + database + ": " + why
                + "; the logins are kept in memory, trying on";
        Log.append(log, Log.login(B));
        Wait.until(warning, () -> readlog.errors().contains(warning));
        long start = System.nanoTime();
        Wait.until("some more tries", () -> System.nanoTime() - start > TimeUnit.SECONDS.toNanos(3));
        assertEquals(1, readlog.errors().lines().filter(warning::equals).count(), readlog.errors());
    }

    private void assertRecovers(Running readlog) throws Exception {
        Entries.await(database, B);
        Log.append(log, Log.login(C));
        Entries.await(database, C);
        assertEquals(Set.of(A, B, C), Entries.read(database).keySet());
        assertEquals(0, readlog.stop());
    }

    /** readlog looks at its file every ten seconds. */
    private void awaitWhole() {
        Wait.until("the database is as it was", () -> Files.exists(database)
                && Files.readString(database).matches(A + " [0-9]+\n"));
    }

    private void fill() throws IOException {
        byte[] bytes = new byte[4096];
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            assertEquals("No space left on device", e.getMessage());
        }
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), List.of(command) + " (this test needs root, and leave to mount)");
    }
}
