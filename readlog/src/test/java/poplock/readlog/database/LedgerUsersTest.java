package poplock.readlog.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Address;
import poplock.posix.ScriptedLibc;
import poplock.program.Warnings;
import poplock.readlog.Allocations;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.Shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whose logins they were, and who is denied. */
class LedgerUsersTest {
    private static final String A = "192.0.2.1";
    private static final String B = "198.51.100.7";
    private static final String C = "192.0.2.2";
    private static final String D = "192.0.2.3";
    private static final long NOW = 1_795_348_800;

    @TempDir
    Path folder;

    private final ScriptedLibc libc = new ScriptedLibc("readlog");
    private final List<String> warnings = new ArrayList<>();
    private final Counters counters = new Counters();

    @Test
    void keepsWhoseLoginsTheyWere() throws IOException {
        try (Ledger ledger = ledger("")) {
            record(ledger, found(A, NOW, "bob"), found(B, NOW - 5, ""), found(A, NOW - 9, "amy x"));
            ledger.save(true);
            assertEquals(List.of(A + " " + (NOW - 9) + " dovecot amy%20x", A + " " + NOW + " dovecot bob",
                    B + " " + (NOW - 5) + " dovecot -"), users());
            assertEquals("rw-r-----",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("db.users"))));
        }
        try (Ledger ledger = ledger("users = no\n")) {
            record(ledger, found(A, NOW, "bob"));
            ledger.save(true);
            assertFalse(Files.exists(folder.resolve("db.users")), "names that nobody is to see");
        }
    }

    @Test
    void namesANewAddressOnceIfVerbose() throws IOException {
        try (Ledger ledger = ledger("verbose = yes\n")) {
            record(ledger, found(A, NOW, "bob"), found(A, NOW, "amy"), found(B, NOW, "e ve\u0007"));
            ledger.save(true);
            record(ledger, found(A, NOW, "bob"), found(C, NOW, ""));
        }
        assertEquals(List.of(A + " allowed: dovecot, bob", B + " allowed: dovecot, e%20ve%07",
                C + " allowed: dovecot"), warnings);
        warnings.clear();
        try (Ledger ledger = ledger("verbose = yes\n")) {
            record(ledger, found(A, NOW, "bob"));
        }
        assertEquals(List.of(), warnings);
        libc.setTime(NOW + 1_801);
        try (Ledger ledger = ledger("verbose = yes\n")) {
            record(ledger, found(A, NOW + 1_801, "bob"));
        }
        assertEquals(List.of(A + " allowed: dovecot, bob"), warnings, "the login of before has expired");
    }

    @Test
    void doesNotRecordADeniedUser() throws IOException {
        try (Ledger ledger = ledger("deny_user = bob *@spam.example\n")) {
            record(ledger, found(A, NOW, "BOB"), found(A, NOW, "x@Spam.Example"), found(B, NOW, ""));
            ledger.save(true);
        }
        assertEquals(Map.of(B, NOW), Entries.read(folder.resolve("db")));
        assertEquals(List.of(B + " " + NOW + " dovecot -"), users());
        assertTrue(counters.text().contains("logins_ignored_total 2\n"));
    }

    /** At its start, and at HUP while it runs. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesBackWhatRestsOnADeniedUsersLoginsOnly(boolean restarted) throws IOException {
        Ledger ledger = ledger("");
        record(ledger, found(A, NOW, "bob"), found(B, NOW, "bob"), found(B, NOW - 60, "amy"),
                found(C, NOW, "bob"), found(C, NOW - 5, ""), found(D, NOW, "amy"));
        if (restarted) {
            ledger.save(true);
            ledger.close();
            ledger = ledger("deny_user = bob\n");
        } else {
            ledger.use(Shipped.config("deny_user = bob\n"));
        }
        ledger.save(true);
        ledger.close();
        assertEquals(Map.of(B, NOW - 60, C, NOW - 5, D, NOW), Entries.read(folder.resolve("db")));
        assertEquals(List.of(C + " " + (NOW - 5) + " dovecot -", D + " " + NOW + " dovecot amy",
                B + " " + (NOW - 60) + " dovecot amy"), users());
    }

    /** Many of them, of whom the file is longer than a buffer, in a table of many blocks. */
    @Test
    void takesBackFromALongTable() throws IOException {
        Ledger ledger = ledger("");
        for (int i = 0; i < 20_000; i++) {
            record(ledger,
                    found("10.0." + i / 200 + "." + i % 200, NOW - i % 50, i % 3 == 0 ? "bob" : "amy" + i));
        }
        ledger.use(Shipped.config("deny_user = bob\n"));
        ledger.save(true);
        ledger.close();
        Map<String, Long> left = Entries.read(folder.resolve("db"));
        assertEquals(20_000 - 6_667, left.size());
        assertFalse(left.containsKey("10.0.0.3"));
        assertEquals(NOW - 4, left.get("10.0.0.4"));
        assertEquals(List.of(), warnings);
    }

    /** The third address of one user; over a restart, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStolenPasswordOpensSoManyAddresses(boolean restarted) throws IOException {
        String settings = "max_addresses = 2\n";
        Ledger ledger = ledger(settings);
        record(ledger, found("192.0.2.2", NOW, "bob"), found("192.0.2.3", NOW, "Bob"));
        if (restarted) {
            ledger.save(true);
            ledger.close();
            ledger = ledger(settings);
        }
        record(ledger, found("192.0.2.4", NOW, "B%OB"), found("192.0.2.4", NOW, "BOB"),
                found("192.0.2.5", NOW, "bob"), found("192.0.2.3", NOW, "bob"), found("192.0.2.6", NOW, ""),
                found("192.0.2.7", NOW, "amy"));
        ledger.save(true);
        ledger.close();
        assertEquals(Set.of("192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.6", "192.0.2.7"),
                Entries.read(folder.resolve("db")).keySet());
        assertEquals(
                List.of("BOB has logged in from more than max_addresses = 2 addresses within 30m: 192.0.2.4"
                        + " and further ones are not recorded; is the password stolen?"),
                warnings);
        assertTrue(counters.text().contains("logins_over_max_addresses_total 2\n"));
    }

    @Test
    void anAddressThatHasExpiredMakesRoom() throws IOException {
        try (Ledger ledger = ledger("max_addresses = 1\n")) {
            record(ledger, found(A, NOW, "bob"));
            libc.setTime(NOW + 1_801);
            record(ledger, found(B, NOW + 1_801, "bob"));
            ledger.save(true);
        }
        assertEquals(Map.of(B, NOW + 1_801), Entries.read(folder.resolve("db")));
    }

    /** Recorded, named, counted, denied and found by its network; with another prefix it is closed. */
    @Test
    void anIpv6LoginOpensItsNetwork() throws IOException {
        String settings = "ipv6_prefix = 64\nverbose = yes\nmax_addresses = 1\nignore = 2001:db8::9\n";
        Ledger ledger = ledger(settings);
        record(ledger, found("2001:db8::7", NOW - 5, "bob"), found("2001:db8::8", NOW, "bob"),
                found("2001:db8::9", NOW, "eve"), found("2001:db8:0:1::7", NOW, "bob"),
                found("2001:db8:0:2::7", NOW, "amy"), found("fe80::7", NOW, "zoe"), found(A, NOW, "zoe x"));
        assertEquals(List.of("2001:db8::/64 allowed: dovecot, bob",
                "bob has logged in from more than max_addresses = 1 addresses within 30m: 2001:db8:0:1::/64"
                        + " and further ones are not recorded; is the password stolen?",
                "2001:db8:0:2::/64 allowed: dovecot, amy", "fe80::7 allowed: dovecot, zoe",
                A + " allowed: dovecot, zoe%20x"), warnings);
        ledger.save(true);
        assertEquals(
                List.of(A + " " + NOW, "2001:db8:0:2::/64 " + NOW, "2001:db8::/64 " + NOW, "fe80::7 " + NOW),
                Files.readAllLines(folder.resolve("db")));
        assertEquals(List.of(A + " " + NOW + " dovecot zoe%20x", "2001:db8:0:2::/64 " + NOW + " dovecot amy",
                "2001:db8::/64 " + NOW + " dovecot bob", "fe80::7 " + NOW + " dovecot zoe"), users());
        ledger.close();
        ledger = ledger(settings + "deny_user = bob\n");
        ledger.save(true);
        assertEquals(List.of(A + " " + NOW, "2001:db8:0:2::/64 " + NOW, "fe80::7 " + NOW),
                Files.readAllLines(folder.resolve("db")));
        ledger.use(Shipped.config("ipv6_prefix = 56\n"));
        record(ledger, found("2001:db8::7", NOW, "bob"));
        ledger.save(true);
        ledger.close();
        assertEquals(List.of(A + " " + NOW, "2001:db8::/56 " + NOW, "fe80::7 " + NOW),
                Files.readAllLines(folder.resolve("db")));
    }

    /** What cannot be read is said once, and keeps nobody from relaying. */
    @Test
    void aFolderInTheFilesPlaceStopsNothing() throws IOException {
        Files.createDirectories(folder.resolve("db.users/full"));
        try (Ledger ledger = ledger("deny_user = bob\nmax_addresses = 1\n")) {
            record(ledger, found(A, NOW, "amy"), found(B, NOW, "bob"));
            assertTrue(ledger.save(true));
        }
        assertEquals(Map.of(A, NOW), Entries.read(folder.resolve("db")));
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.getFirst().startsWith("unable to read " + folder + "/db.users: "),
                warnings::toString);
    }

    @Test
    void aUserWhoIsKnownCostsNoMemory() throws IOException {
        try (Ledger ledger = ledger("")) {
            Found[] logins = {found(A, NOW, "bob"), found(A, NOW, "amy"), found("2001:db8::7", NOW, "b b")};
            Allocations.assertNone(() -> record(ledger, logins));
            ledger.save(true);
            Allocations.assertNone(() -> record(ledger, logins));
        }
        assertEquals(3, users().size());
    }

    /** What comes within a second is written a second later, though nothing else happens. */
    @Test
    void theLatestDoNotWaitForLong() throws IOException {
        try (Ledger ledger = ledger("")) {
            record(ledger, found(A, NOW, "bob"));
            assertTrue(ledger.saveUsers());
            record(ledger, found(A, NOW, "amy"));
            assertFalse(ledger.saveUsers());
            assertEquals(1, users().size());
            libc.pass(1_001);
            assertTrue(ledger.saveUsers());
            assertEquals(2, users().size());
        }
    }

    private List<String> users() throws IOException {
        return Files.readAllLines(folder.resolve("db.users"), StandardCharsets.US_ASCII);
    }

    private Ledger ledger(String settings) {
        return new Ledger(libc, Shipped.config(settings), folder + "/db", counters,
                new Warnings(System::nanoTime, warnings::add), () -> {});
    }

    private void record(Ledger ledger, Found... logins) {
        for (Found login : logins) {
            ledger.record(login, libc.time());
        }
    }

    private static Found found(String address, long time, String user) {
        Address parsed = Address.parse(address).orElseThrow();
        return new Found().set(parsed.high(), parsed.low(), time, "dovecot")
                .setUser(("x" + user + "y").getBytes(StandardCharsets.ISO_8859_1), 1, user.length() + 1);
    }
}
