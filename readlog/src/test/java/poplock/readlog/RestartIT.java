package poplock.readlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Stop, crash, start, signals and refusals, as an administrator meets them. */
class RestartIT {
    @TempDir
    Path folder;

    private Path log;
    private Path database;

    @BeforeEach
    void configure() throws IOException {
        log = folder.resolve("mail.log");
        database = folder.resolve("db");
        Log.append(log, "");
        configure("source = file:" + log + "\n");
    }

    @Test
    void nothingLoggedWhileItWasDownIsLostOrDatedNow() throws Exception {
        try (var readlog = start().ready()) {
            Log.append(log, Log.login("192.0.2.1"));
            Entries.await(database, "192.0.2.1");
            assertEquals(0, readlog.stop());
        }
        missSomeLogins(".2", 3);
        long restart = System.currentTimeMillis() / 1000;
        try (var readlog = start().ready(2)) {
            Entries.await(database, "192.0.2.4");
            assertEquals(0, readlog.stop());
        }
        assertDated(restart);
    }

    @Test
    void nothingIsLostByACrashBetweenTwoRotations() throws Exception {
        try (var readlog = start().ready()) {
            Log.append(log, Log.login("192.0.2.1"));
            Entries.await(database, "192.0.2.1");
            Path state = folder.resolve("db.state");
            Wait.until("a position", () -> Files.exists(state) && Files.size(state) > 0);
            readlog.process().destroyForcibly();
            readlog.exit();
        }
        missSomeLogins(".2", 3);
        long restart = System.currentTimeMillis() / 1000;
        try (var readlog = start().ready(2)) {
            Entries.await(database, "192.0.2.4");
            assertEquals(0, readlog.stop());
        }
        assertDated(restart);
    }

    /** Two rotations, and a second between the last login and now. */
    private void missSomeLogins(String first, int seconds) throws IOException {
        long now = System.currentTimeMillis() / 1000;
        Log.append(log, Log.login("192.0.2.2", now));
        Files.move(log, folder.resolve("mail.log" + first));
        Log.append(log, Log.login("192.0.2.3", now));
        Files.move(log, folder.resolve("mail.log.1"));
        Log.append(log, Log.login("192.0.2.4", now));
        Wait.until("some seconds", () -> System.currentTimeMillis() / 1000 >= now + seconds);
    }

    private void assertDated(long restart) throws IOException {
        Map<String, Long> entries = Entries.read(database);
        assertEquals(4, entries.size(), entries.toString());
        assertTrue(entries.values().stream().allMatch(time -> time < restart),
                entries + " before " + restart);
    }

    @Test
    void namesACompressedFileThatMayHoldLogins() throws Exception {
        try (var readlog = start().ready()) {
            Log.append(log, Log.login("192.0.2.1"));
            Entries.await(database, "192.0.2.1");
            assertEquals(0, readlog.stop());
        }
        Log.append(log, Log.login("192.0.2.2"));
        Files.move(log, folder.resolve("mail.log.1"));
        assertEquals(0, new ProcessBuilder("gzip", folder + "/mail.log.1").inheritIO().start().waitFor());
        Log.append(log, Log.login("192.0.2.3"));
        try (var readlog = start().ready(2)) {
            Entries.await(database, "192.0.2.3");
            assertTrue(readlog.errors().contains("they may be in the compressed mail.log.1.gz"),
                    readlog.errors());
        }
    }

    @Test
    void hangupBringsTheNewConfigurationOrLeavesTheOld() throws Exception {
        Path other = folder.resolve("other.log");
        Log.append(other, "");
        try (var readlog = start().ready()) {
            configure("source = file:" + log + "\nnonsense\n");
            readlog.signal("HUP");
            Wait.until("a complaint",
                    () -> readlog.errors().contains("going on with the configuration as it was"));
            assertTrue(readlog.errors().contains("conf:4: "), readlog.errors());
            readlog.ready(2);
            Log.append(log, Log.login("192.0.2.1"));
            Entries.await(database, "192.0.2.1");
            configure("source = file:" + log + "\nsource = fifo:/nowhere\nsource = file:" + other
                    + "\ndeny = 192.0.2.9\n");
            readlog.signal("HUP");
            Wait.until("a warning", () -> readlog.errors().contains("going on without it"));
            readlog.ready(3);
            assertTrue(readlog.errors().endsWith("readlog: following file:" + log + ", file:" + other + "\n"),
                    readlog.errors());
            Wait.until("the other file is followed", () -> {
                Log.append(other, Log.login("192.0.2.2"));
                return Entries.read(database).containsKey("192.0.2.2");
            });
            Log.append(log, Log.login("192.0.2.9"), Log.login("192.0.2.3"));
            Entries.await(database, "192.0.2.3");
            assertFalse(Entries.read(database).containsKey("192.0.2.9"));
            configure("source = file:" + other + "\n");
            readlog.signal("HUP");
            Wait.until("one source is left", () -> !readlog.holds(log));
            assertEquals(0, readlog.stop());
        }
    }

    @Test
    void aSecondReadlogIsRefused() throws Exception {
        try (var first = start().ready()) {
            Path elsewhere = Files.createDirectory(folder.resolve("second"));
            try (var second = Running.start(elsewhere, "-c", folder + "/conf")) {
                assertEquals(111, second.exit());
                assertEquals("readlog: fatal: another readlog has locked " + database + ".lock\n",
                        second.errors());
            }
            assertEquals(0, first.stop());
        }
    }

    @Test
    void standardInputEndsItWell() throws Exception {
        try (var readlog = Running.start(folder, "-c", "conf", "--source", "-").ready()) {
            try (var in = readlog.process().getOutputStream()) {
                in.write(Log.login("192.0.2.1").getBytes());
            }
            assertEquals(0, readlog.exit());
        }
        assertEquals(java.util.Set.of("192.0.2.1"), Entries.read(database).keySet());
    }

    @Test
    void standardInputDoesNotKeepItFromStopping() throws Exception {
        try (var readlog = Running.start(folder, "-c", "conf", "--source", "stdin").ready()) {
            readlog.signal("INT");
            assertTrue(readlog.process().waitFor(4, TimeUnit.SECONDS), "it waits for its standard input");
            assertEquals(0, readlog.exit());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "--source nonsense|100|fatal: --source 'nonsense' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "--source fifo:/nowhere|111|fatal: unable to open /nowhere: no such file; make it with: mkfifo -m 600 /nowhere",
            "--source fifo:/etc/passwd|100|fatal: /etc/passwd is not a FIFO; make one in its place with: mkfifo -m 600 /etc/passwd",
            "--dbfile /nowhere/db|111|fatal: unable to write /nowhere/db.lock: no such file",
            "--config /nowhere|100|fatal: unable to read /nowhere: no such file",
            "--nonsense|100|fatal: unknown option --nonsense",
            "--explain --check|100|fatal: --explain [", "file|100|fatal: --explain ["})
    void refusesWhatIsWrong(String arguments, int exit, String message) throws Exception {
        String[] all = arguments.startsWith("--config")
                ? arguments.split(" ")
                : ("-c conf " + arguments).split(" ");
        try (var readlog = Running.start(folder, all)) {
            assertEquals(exit, readlog.exit(), Arrays.toString(all));
            assertTrue(readlog.errors().startsWith("readlog: " + message), readlog.errors());
            assertEquals(1, readlog.errors().lines().count(), readlog.errors());
        }
    }

    @Test
    void refusesABadConfigurationWithFileAndLine() throws Exception {
        configure("expiry = forever\n");
        try (var readlog = start()) {
            assertEquals(100, readlog.exit());
            assertEquals(
                    "readlog: fatal: conf:2: expiry: 'forever' is not a time such as 90, 90s, 30m, 2h or 1d\n",
                    readlog.errors());
        }
    }

    private Running start() throws IOException {
        return Running.start(folder, "-c", "conf");
    }

    private void configure(String settings) throws IOException {
        Files.writeString(folder.resolve("conf"), "dbfile = " + database + "\n"
                + (settings.contains("expiry") ? "" : "expiry = 1d\n") + settings);
    }
}
