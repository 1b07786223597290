package poplock.readlog.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Address;
import poplock.posix.FileStatus;
import poplock.posix.ScriptedLibc;
import poplock.program.Warnings;
import poplock.readlog.Allocations;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.Shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LedgerTest {
    private static final String A = "192.0.2.1";
    private static final String B = "198.51.100.7";
    private static final long NOW = 1_795_348_800;

    @TempDir
    Path folder;

    private final ScriptedLibc libc = new ScriptedLibc("readlog");

    private final List<String> warnings = new ArrayList<>();
    private final Counters counters = new Counters();
    private int changes;

    @Test
    void recordsNeitherIgnoredNorDeniedNetworks() throws IOException {
        try (Ledger ledger = ledger("ignore = 192.0.2.0/24\ndeny = 203.0.113.9\n")) {
            record(ledger, A, NOW);
            record(ledger, "203.0.113.9", NOW);
            assertEquals(0, changes);
            record(ledger, B, NOW);
            assertEquals(1, changes);
            ledger.save(true);
        }
        assertEquals(Map.of(B, NOW), Entries.read(folder.resolve("db")));
        assertTrue(counters.text().contains("logins_ignored_total 2\n"));
    }

    @Test
    void aLoginThatHadExpiredWhenItWasReadIsCountedAndNotRecorded() throws IOException {
        try (Ledger ledger = ledger("expiry = 30m\n")) {
            record(ledger, A, NOW - 1801);
            record(ledger, B, NOW - 1800);
            record(ledger, A, 0);
            ledger.save(true);
        }
        assertEquals(Map.of(B, NOW - 1800), Entries.read(folder.resolve("db")));
        assertTrue(counters.text().contains("logins_too_old_total 2\n"));
    }

    @Test
    void anUnchangedTableIsNotWritten() throws IOException {
        try (Ledger ledger = ledger("")) {
            record(ledger, A, NOW);
            assertTrue(ledger.save(true));
            FileStatus first = FileStatus.of(libc, folder + "/db");
            record(ledger, A, NOW);
            record(ledger, A, NOW - 5);
            assertTrue(ledger.save(true));
            ledger.lookAtDisk();
            assertTrue(ledger.save(true));
            assertEquals(first, FileStatus.of(libc, folder + "/db"));
        }
    }

    @Test
    void writesTheDatabaseBeforeThePosition() throws IOException {
        try (Ledger ledger = ledger("")) {
            var position = new Position("/log", 1, 2, 3, new Fingerprint(0, 0), NOW);
            Files.createDirectories(folder.resolve("db.new/full"));
            record(ledger, A, NOW);
            ledger.reached(List.of(position));
            assertFalse(ledger.save(true));
            assertFalse(Files.exists(folder.resolve("db.state")));
            Files.delete(folder.resolve("db.new/full"));
            Files.delete(folder.resolve("db.new"));
            assertTrue(ledger.save(true));
            assertEquals(Map.of(A, NOW), Entries.read(folder.resolve("db")));
            assertEquals(List.of(position),
                    new StateFile(libc, folder.resolve("db.state").toString()).read(bad -> {}));
        }
    }

    @Test
    void aFailureIsToldOnceAMinuteAndNothingIsLost() throws IOException {
        Files.createDirectory(folder.resolve("db"));
        try (Ledger ledger = ledger("")) {
            warnings.clear();
            record(ledger, A, NOW);
            assertFalse(ledger.save(true));
            record(ledger, B, NOW);
            assertFalse(ledger.save(true));
            assertEquals(List.of("unable to write " + folder
                    + "/db: is a directory; the logins are kept in memory, trying on"), warnings);
            Files.delete(folder.resolve("db"));
            assertTrue(ledger.save(true));
        }
        assertEquals(Map.of(A, NOW, B, NOW), Entries.read(folder.resolve("db")));
    }

    @Test
    void writesAgainWhatSomebodyElseHasTouched() throws IOException {
        try (Ledger ledger = ledger("")) {
            record(ledger, A, NOW);
            ledger.reached(List.of(new Position("/log", 1, 2, 3, new Fingerprint(0, 0), NOW)));
            ledger.save(true);
            Files.writeString(folder.resolve("db"), "garbage");
            Files.delete(folder.resolve("db.state"));
            ledger.lookAtDisk();
            assertTrue(ledger.save(true));
            assertEquals(Map.of(A, NOW), Entries.read(folder.resolve("db")));
            assertTrue(Files.exists(folder.resolve("db.state")));
        }
    }

    @Test
    void takesUpWhatCanBeReadAndKeepsTheRestBeside() throws IOException {
        Files.writeString(folder.resolve("db"), A + " " + NOW + "\ngarbage\nmore\n");
        try (Ledger ledger = ledger("")) {
            ledger.save(true);
        }
        assertEquals(List.of(folder + "/db:2: not an entry, and 1 more lines; left out",
                "the file as it was is kept in " + folder + "/db.garbled"), warnings);
        assertEquals(Map.of(A, NOW), Entries.read(folder.resolve("db")));
        assertTrue(Files.readString(folder.resolve("db.garbled")).contains("garbage"));
    }

    /** After a power failure a file may be full of NULs, empty, cut or gone. It is told once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"db|nul|db:1: not an entry; left out",
            "db|cut|db:2: not an entry; left out",
            "db|empty|db is empty, and was not when readlog wrote it last: the logins that it held are lost",
            "db|gone|db is gone, and was not when readlog wrote it last: the logins that it held are lost",
            "db.state|nul|db.state:1: not a position; left out: a log file of which none is left is read from its end",
            "db.state|cut|db.state:1: not a position; left out: a log file of which none is left is read from its end",
            "db.state|empty|db.state is empty, and was not when readlog wrote it last; starting at the end of each log file",
            "db.state|gone|db.state is gone, and was not when readlog wrote it last; starting at the end of each log file"})
    void saysOnceWhatWasLost(String file, String how, String said) throws IOException {
        try (Ledger ledger = ledger("")) {
            record(ledger, A, NOW);
            record(ledger, B, NOW);
            ledger.reached(List.of(new Position("/log", 1, 2, 3, new Fingerprint(0, 0), NOW)));
            ledger.save(true);
        }
        spoil(folder.resolve(file), how);
        try (Ledger ledger = ledger("")) {
            assertEquals(folder + "/" + said, warnings.getFirst());
            ledger.lookAtDisk();
            ledger.save(true);
        }
        warnings.clear();
        ledger("").close();
        assertEquals(List.of(), warnings);
    }

    private static void spoil(Path file, String how) throws IOException {
        byte[] content = Files.readAllBytes(file);
        switch (how) {
            case "nul" -> Files.write(file, new byte[content.length]);
            case "cut" -> Files.write(file, Arrays.copyOf(content, content.length - 3));
            case "empty" -> Files.write(file, new byte[0]);
            default -> Files.delete(file);
        }
    }

    /** Nothing was lost if all logins have expired, and nothing is known of a first start. */
    @Test
    void saysNothingOfADatabaseThatHasNoEntries() throws IOException {
        try (Ledger ledger = ledger("")) {
            ledger.reached(List.of(new Position("/log", 1, 2, 3, new Fingerprint(0, 0), NOW)));
            record(ledger, A, NOW - 1799);
            ledger.save(true);
        }
        try (Ledger ledger = ledger("expiry = 1m\n")) {
            ledger.save(true);
            assertEquals(0, Files.size(folder.resolve("db")));
        }
        ledger("").close();
        assertEquals(List.of(), warnings);
    }

    @Test
    void holdsAtMostMaxEntries() throws IOException {
        try (Ledger ledger = ledger("max_entries = 2\n")) {
            record(ledger, "192.0.2.5", NOW - 3);
            record(ledger, "192.0.2.6", NOW - 2);
            record(ledger, "192.0.2.7", NOW - 1);
            ledger.save(true);
        }
        assertEquals(Map.of("192.0.2.6", NOW - 2, "192.0.2.7", NOW - 1), Entries.read(folder.resolve("db")));
        assertEquals(List.of("more than max_entries = 2 addresses; the oldest logins are dropped"), warnings);
    }

    @Test
    void keepsThePositionsOfFilesThatAreNotFollowedNow() throws IOException {
        var position = new Position("/other", 1, 2, 3, new Fingerprint(0, 0), NOW);
        new StateFile(libc, folder.resolve("db.state").toString()).write(List.of(List.of(position)));
        try (Ledger ledger = ledger("")) {
            ledger.reached(List.of(new Position("/log", 1, 2, 3, new Fingerprint(0, 0), NOW)));
            ledger.save(true);
            assertEquals(List.of(position), ledger.positions("/other"));
        }
        assertEquals(2, new StateFile(libc, folder.resolve("db.state").toString()).read(bad -> {}).size());
    }

    @Test
    void aLoginOfAKnownUserFromAKnownAddressCostsNoMemory() {
        try (Ledger ledger = ledger("ignore = 203.0.113.0/24\n")) {
            Address its = Address.parse("192.0.2.1").orElseThrow();
            byte[] user = "joe".getBytes(StandardCharsets.ISO_8859_1);
            var login = new Found().set(its.high(), its.low(), NOW, "dovecot").setUser(user, 0, user.length);
            Allocations.assertNone(() -> ledger.record(login, NOW));
        }
    }

    private Ledger ledger(String settings) {
        return new Ledger(libc, Shipped.config(settings), folder + "/db", counters,
                new Warnings(System::nanoTime, warnings::add),
                () -> changes++);
    }

    private static void record(Ledger ledger, String address, long time) {
        Address its = Address.parse(address).orElseThrow();
        ledger.record(new Found().set(its.high(), its.low(), time, "dovecot"), NOW);
    }
}
