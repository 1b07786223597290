package poplock.readlog.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Expiry;
import poplock.common.UserLogin;
import poplock.posix.ScriptedLibc;
import poplock.program.Warnings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UsersFileTest {
    private static final long NOW = 1_795_348_800;
    private static final Expiry EXPIRY = new Expiry(1_800);

    @TempDir
    private Path folder;
    private final List<String> warnings = new ArrayList<>();

    private UsersFile users() {
        return new UsersFile(new ScriptedLibc("readlog"), folder.resolve("users").toString(),
                new Warnings(System::nanoTime, warnings::add));
    }

    private static Found login(String address, long time, String user) {
        Address parsed = Address.parse(address).orElseThrow();
        return new Found().set(parsed.high(), parsed.low(), time, "p")
                .setUser(user.getBytes(StandardCharsets.ISO_8859_1), 0, user.length());
    }

    private static void save(UsersFile users, long now) throws IOException {
        users.save(EXPIRY, Config.UserRules.NONE, 1_000_000, now);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("users"), StandardCharsets.US_ASCII);
    }

    @Test
    void mergesWhatIsNewIntoWhatIsThere() throws IOException {
        UsersFile users = users();
        users.note(login("192.0.2.7", NOW - 9, "bob"));
        users.note(login("192.0.2.70", NOW - 8, "amy"));
        users.note(login("10.0.0.1", NOW - 7, "eve"));
        save(users, NOW);
        assertFalse(users.hasNews());
        users.note(login("192.0.2.7", NOW, "amy"));
        users.note(login("192.0.2.7", NOW - 5, "bob"));
        users.note(login("192.0.2.7", NOW - 20, "amy"));
        users.note(login("2001:db8::7", NOW, "zoe"));
        users.note(login("1.0.0.1", NOW, "zoe"));
        save(users, NOW);
        assertEquals(List.of("1.0.0.1 " + NOW + " p zoe", "10.0.0.1 " + (NOW - 7) + " p eve",
                "192.0.2.7 " + (NOW - 5) + " p bob", "192.0.2.7 " + NOW + " p amy",
                "192.0.2.70 " + (NOW - 8) + " p amy", "2001:db8::7 " + NOW + " p zoe"), lines());
        users.note(login("192.0.2.7", NOW - 20, "amy"));
        assertFalse(users.hasNews(), "an older login is no news");
    }

    @Test
    void whatHasExpiredGoes() throws IOException {
        UsersFile users = users();
        users.note(login("192.0.2.7", NOW, "bob"));
        users.note(login("192.0.2.7", NOW + 1, "amy"));
        users.note(login("192.0.2.8", NOW, "bob"));
        save(users, NOW);
        users.note(login("192.0.2.7", NOW + 1_801, "zoe"));
        save(users, NOW + 1_801);
        assertEquals(List.of("192.0.2.7 " + (NOW + 1) + " p amy", "192.0.2.7 " + (NOW + 1_801) + " p zoe"),
                lines());
    }

    @Test
    void theLatestSixteenOfAnAddressStay() throws IOException {
        UsersFile users = users();
        for (int i = 0; i < 40; i++) {
            users.note(login("192.0.2.7", NOW - i * 37 % 40, "user" + i));
            if (i % 7 == 0) {
                save(users, NOW);
            }
        }
        save(users, NOW);
        assertEquals(UserGroup.MOST, lines().size());
        assertEquals("192.0.2.7 " + (NOW - 15), lines().getFirst().substring(0, 20));
    }

    /** Against a plain map, over many savings of many addresses, longer than a buffer. */
    @Test
    void agreesWithAMap() throws IOException {
        var random = new Random(17);
        var expected = new TreeMap<String, UserLogin>();
        UsersFile users = users();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 500; i++) {
                String address = random.nextBoolean()
                        ? "10.0." + random.nextInt(10) + "." + random.nextInt(100)
                        : Address.parse("2001:db8:" + random.nextInt(40) + "::" + random.nextInt(40))
                                .orElseThrow()
                                .toString();
                String user = "u".repeat(random.nextInt(60)) + (char) random.nextInt(32, 256);
                long time = NOW + random.nextInt(1_000);
                users.note(login(address, time, user));
                UserLogin login = UserLogin.parse(address + " " + time + " p " + UserLogin.shown(user))
                        .orElseThrow();
                expected.merge(address + " " + login.user(), login,
                        (one, other) -> one.entry().time() > other.entry().time() ? one : other);
            }
            save(users, NOW);
        }
        List<String> lines = lines();
        assertEquals(lines.stream().sorted().toList(), lines);
        var counts = new TreeMap<String, Integer>();
        for (UserLogin each : expected.values()) {
            counts.merge(each.entry().address().toString(), 1, Integer::sum);
        }
        assertEquals(counts.values().stream().mapToInt(count -> Math.min(count, UserGroup.MOST)).sum(),
                lines.size());
        assertEquals(lines.size(), new HashSet<>(lines).size());
        for (String line : lines) {
            UserLogin login = UserLogin.parse(line).orElseThrow();
            assertEquals(expected.get(login.entry().address() + " " + login.user()), login);
        }
        assertEquals(List.of(), warnings);
    }

    /** Somebody else may have had the file. */
    @Test
    void garbageIsLeftOut() throws IOException {
        String good = "192.0.2.7 " + NOW + " p bob";
        String last = "192.0.2.70 " + NOW + " p bob";
        Files.writeString(folder.resolve("users"), "\n \nx\n" + "y".repeat(200_000) + good + "\n"
                + "z".repeat(65_536) + good + "\n" + good
                + "\n192.0.2.8 z p bob\n192.0.2.007 " + NOW + " p bob\n192.0.2.8 0" + NOW
                + " p bob\n192.0.2.8 "
                + NOW + " p bob eve\n192.0.2.8 " + NOW + " p b\u0007b\n192.0.2.8 " + NOW
                + " p b%4xb\n192.0.2.8 "
                + NOW + " p " + "b".repeat(20_000) + "\n10.9.9.9 " + NOW + " p unsorted\n" + last
                + "\n192.0.2.9 " + NOW + " p unterminated", StandardCharsets.ISO_8859_1);
        UsersFile users = users();
        users.note(login("10.0.0.1", NOW, "amy"));
        save(users, NOW);
        assertEquals(List.of("10.0.0.1 " + NOW + " p amy", good, last), lines());
        assertEquals(List.of(folder + "/users: 13 lines were no lines of it, or out of order; left out"),
                warnings);
    }

    @Test
    void moreLinesThanItMayHaveAreLeftOut() throws IOException {
        UsersFile users = users();
        for (int i = 0; i < 100; i++) {
            users.note(login("10.0.0." + i, NOW, "amy"));
        }
        users.save(EXPIRY, Config.UserRules.NONE, 30, NOW);
        assertEquals(30, lines().size());
    }

    @Test
    void aFileThatCannotBeWrittenLosesNothing() throws IOException {
        UsersFile users = users();
        users.note(login("10.0.0.1", NOW, "amy"));
        Files.createDirectories(folder.resolve("users.new/full"));
        assertThrows(IOException.class, () -> save(users, NOW));
        assertTrue(users.hasNews());
        Files.delete(folder.resolve("users.new/full"));
        Files.delete(folder.resolve("users.new"));
        save(users, NOW);
        assertEquals(List.of("10.0.0.1 " + NOW + " p amy"), lines());
    }

    /** A link that somebody put there: what it leads to stays as it is. */
    @Test
    void writesThroughNoLink() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious\n");
        Files.createSymbolicLink(folder.resolve("users"), other);
        UsersFile users = users();
        users.note(login("10.0.0.1", NOW, "amy"));
        save(users, NOW);
        assertEquals("precious\n", Files.readString(other));
        assertEquals(List.of("10.0.0.1 " + NOW + " p amy"), lines());
    }

    /** What waits is bounded, and a user who is known costs nothing. */
    @Test
    void memoryIsBounded() {
        var recent = new RecentUsers();
        byte[] name = "p bob".getBytes(StandardCharsets.US_ASCII);
        int taken = 0;
        while (recent.note(taken, 7, NOW, name, name.length)) {
            taken++;
        }
        assertEquals(1 << 17, taken);
        assertTrue(recent.note(5, 7, NOW + 1, name, name.length), "one who is known");
        recent.saved();
        assertTrue(recent.note(-1, 7, NOW, name, name.length), "those that are saved make room");
        assertEquals(1, recent.news());
    }
}
