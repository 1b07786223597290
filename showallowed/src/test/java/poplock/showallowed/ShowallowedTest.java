package poplock.showallowed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Network;
import poplock.common.UserLogin;
import poplock.posix.Errno;
import poplock.posix.ScriptedLibc;
import poplock.program.PicocliReader;
import poplock.program.PlainReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ShowallowedTest {
    /** 2026-11-22T15:20:00Z, a winter's day. */
    private static final long NOW = 1_795_360_800;
    private static final String DATABASE = """
            192.0.2.7 1795360488
            192.0.2.8 1795356800
            192.0.2.9 1795360800
            198.51.100.3 1795350000
            2001:db8::7 1795360795
            """;

    @TempDir
    private Path folder;
    private ScriptedLibc libc;
    private String out = "";
    private String err = "";

    @BeforeEach
    void write() throws IOException {
        new ScriptedLibc("showallowed").zone("CET-1CEST,M3.5.0,M10.5.0/3");
        Files.writeString(folder.resolve("conf"), "dbfile = db\ndeny = 192.0.2.9\nallow = 198.51.100.0/24\n");
        Files.writeString(folder.resolve("db"), DATABASE);
    }

    @AfterEach
    void restoreZone() {
        new ScriptedLibc("showallowed").zone(null);
    }

    private int run(String... args) {
        return run(new ScriptedLibc(words(args)));
    }

    private static String[] words(String... args) {
        return Stream.concat(Stream.of("showallowed"), Stream.of(args)).toArray(String[]::new);
    }

    private int run(ScriptedLibc on) {
        libc = on;
        libc.setTime(NOW);
        libc.environment(Config.VARIABLE, folder.resolve("conf").toString());
        int status = Showallowed.run(libc, PicocliReader::read);
        out += libc.output();
        err += libc.errors();
        return status;
    }

    private void assertSays(int exit, String output, String messages, String... args) {
        out = "";
        err = "";
        int status = run(args);
        assertEquals(messages, err);
        assertEquals(output, out);
        assertEquals(exit, status);
    }

    @Test
    void showsTheAllowedHostsNewestFirst() {
        assertSays(0, """
                ADDRESS       LOGIN                      AGE       LEFT
                2001:db8::7   2026-11-22T16:19:55+01:00  5s        29m 55s
                192.0.2.7     2026-11-22T16:14:48+01:00  5m 12s    24m 48s
                198.51.100.3  2026-11-22T13:20:00+01:00  3h        always
                """, "");
    }

    @Test
    void showsExpiredAndDeniedOnesWithTheirStateToo() {
        assertSays(0, """
                ADDRESS       LOGIN                      AGE       LEFT      STATE
                192.0.2.9     2026-11-22T16:20:00+01:00  0s        0s        denied
                2001:db8::7   2026-11-22T16:19:55+01:00  5s        29m 55s   allowed
                192.0.2.7     2026-11-22T16:14:48+01:00  5m 12s    24m 48s   allowed
                192.0.2.8     2026-11-22T15:13:20+01:00  1h 6m     0s        expired
                198.51.100.3  2026-11-22T13:20:00+01:00  3h        always    allowed
                """, "", "--all");
    }

    @Test
    void plainIsTheDatabasesOwnFormat() {
        assertSays(0, "2001:db8::7 1795360795\n192.0.2.7 1795360488\n198.51.100.3 1795350000\n", "",
                "--format", "plain");
    }

    @Test
    void plainOfAllSortedIsTheDatabase() {
        assertEquals(0, run("--format=plain", "--all"));
        assertEquals(DATABASE, String.join("\n", out.lines().sorted().toList()) + "\n");
    }

    @Test
    void jsonHasEpochSecondsToo() {
        assertSays(0, """
                [
                {"address": "2001:db8::7", "allowed": true, "reason": "login 5s ago, expiry 30m", \
                "login": "2026-11-22T16:19:55+01:00", "time": 1795360795, "age": 5, "left": 1795, "users": []},
                {"address": "192.0.2.7", "allowed": true, "reason": "login 312s ago, expiry 30m", \
                "login": "2026-11-22T16:14:48+01:00", "time": 1795360488, "age": 312, "left": 1488, "users": []},
                {"address": "198.51.100.3", "allowed": true, "reason": "allow = 198.51.100.0/24", \
                "login": "2026-11-22T13:20:00+01:00", "time": 1795350000, "age": 10800, "left": null, "users": []}
                ]
                """, "", "-f", "json");
    }

    @Test
    void csvQuotesItsCommas() {
        assertSays(0, String.join("\r\n", "address,allowed,reason,login,time,age,left,users,parsers",
                "192.0.2.9,false,deny = 192.0.2.9,2026-11-22T16:20:00+01:00,1795360800,0,0,,",
                "2001:db8::7,true,\"login 5s ago, expiry 30m\",2026-11-22T16:19:55+01:00,1795360795,5,1795,,",
                "192.0.2.7,true,\"login 312s ago, expiry 30m\",2026-11-22T16:14:48+01:00,1795360488,312,1488,,",
                "192.0.2.8,false,\"login 4000s ago, expiry 30m\",2026-11-22T15:13:20+01:00,1795356800,4000,0,,",
                "198.51.100.3,true,allow = 198.51.100.0/24,2026-11-22T13:20:00+01:00,1795350000,10800,,,",
                ""),
                "", "-a",
                "-f", "csv");
    }

    @Test
    void anEmptyListIsSaidInEachFormat() throws IOException {
        Files.writeString(folder.resolve("db"), "192.0.2.8 1\n");
        assertEquals(0, run());
        assertEquals(0, run("-f", "json"));
        assertEquals(0, run("-f", "csv"));
        assertEquals(0, run("-f", "plain"));
        assertEquals("No host is allowed.\n[]\naddress,allowed,reason,login,time,age,left,users,parsers\r\n",
                out);
    }

    @Test
    void equallyOldLoginsKeepTheDatabasesOrder() throws IOException {
        Files.writeString(folder.resolve("db"),
                "192.0.2.1 1795360000\n192.0.2.2 1795360000\n192.0.2.3 1795360001\n");
        assertSays(0, "192.0.2.3 1795360001\n192.0.2.1 1795360000\n192.0.2.2 1795360000\n", "", "-f",
                "plain");
    }

    @Test
    void aLoginFromTheFutureIsShownAsSuch() throws IOException {
        Files.writeString(folder.resolve("db"), "192.0.2.1 1795360860\n192.0.2.2 1795370000\n");
        assertSays(0, """
                ADDRESS    LOGIN                      AGE       LEFT
                192.0.2.1  2026-11-22T16:21:00+01:00  -1m       31m
                """, "");
    }

    @Test
    void answersForEachAddressInTheOrderAsked() {
        assertSays(1, """
                192.0.2.7 is allowed: login 312s ago, expiry 30m
                192.0.2.8 is not allowed: login 4000s ago, expiry 30m
                192.0.2.9 is not allowed: deny = 192.0.2.9; a RELAYCLIENT of tcp.smtp stands all the same
                198.51.100.4 is allowed: allow = 198.51.100.0/24
                192.0.2.7 is allowed: login 312s ago, expiry 30m
                2001:db8::8 is not allowed: no login
                """, "", "192.0.2.7", "192.0.2.8", "192.0.2.9", "198.51.100.4", "::ffff:192.0.2.7",
                "2001:DB8:0::8");
    }

    @Test
    void exitsWithZeroIfAllAreAllowed() {
        assertSays(0, "192.0.2.7 is allowed: login 312s ago, expiry 30m\n", "", "192.0.2.7");
        assertEquals(0, run("198.51.100.4", "2001:db8::7"));
        assertEquals(1, run("198.51.100.4", "2001:db8::6"));
    }

    @Test
    void answersInTheOtherFormatsToo() {
        assertSays(1, """
                [
                {"address": "192.0.2.9", "allowed": false, "reason": "deny = 192.0.2.9", \
                "login": null, "time": null, "age": null, "left": 0, "users": []},
                {"address": "192.0.2.8", "allowed": false, "reason": "login 4000s ago, expiry 30m", \
                "login": "2026-11-22T15:13:20+01:00", "time": 1795356800, "age": 4000, "left": 0, "users": []}
                ]
                """, "", "-f", "json", "192.0.2.9", "192.0.2.8");
        assertSays(1, "192.0.2.8 1795356800\n", "", "-f", "plain", "192.0.2.1", "192.0.2.8");
    }

    private void writeUsers(String... lines) throws IOException {
        Files.writeString(folder.resolve("db.users"), String.join("\n", lines) + "\n");
    }

    @Test
    void namesTheUsers() throws IOException {
        writeUsers("192.0.2.7 1795350000 courier amy@example.org", "192.0.2.7 1795360480 uw-imap bob",
                "192.0.2.7 1795360481 dovecot %1B[2J", "192.0.2.7 1795360488 dovecot bob",
                "192.0.2.7 1795360400 dovecot " + "x".repeat(80), "192.0.2.70 1795360400 dovecot other",
                "198.51.100.3 1795350000 popa3d -");
        assertSays(0, """
                ADDRESS       LOGIN                      AGE       LEFT      USERS
                2001:db8::7   2026-11-22T16:19:55+01:00  5s        29m 55s   -
                192.0.2.7     2026-11-22T16:14:48+01:00  5m 12s    24m 48s   bob %1B[2J XXX... and 1 more
                198.51.100.3  2026-11-22T13:20:00+01:00  3h        always    -
                """.replace("XXX", "x".repeat(60)), "");
        assertSays(0, "192.0.2.7 is allowed: login 312s ago, expiry 30m; bob (dovecot) 5m 12s ago,"
                + " %1B[2J (dovecot) 5m 19s ago, bob (uw-imap) 5m 20s ago, " + "x".repeat(80)
                + " (dovecot) 6m 40s ago, amy@example.org (courier) 3h ago\n", "", "192.0.2.7");
    }

    @Test
    void csvAndJsonNameUsersAndParsers() throws IOException {
        writeUsers("192.0.2.7 1795360480 uw-imap =1+1", "192.0.2.7 1795360488 dovecot -1",
                "192.0.2.8 1795356800 popa3d -", "198.51.100.3 1795350000 p a,\"b\\");
        assertSays(0, String.join("\r\n", "address,allowed,reason,login,time,age,left,users,parsers",
                "2001:db8::7,true,\"login 5s ago, expiry 30m\",2026-11-22T16:19:55+01:00,1795360795,5,1795,,",
                "192.0.2.7,true,\"login 312s ago, expiry 30m\",2026-11-22T16:14:48+01:00,1795360488,312,1488,"
                        + "%2D1 =1+1,dovecot uw-imap",
                "198.51.100.3,true,allow = 198.51.100.0/24,2026-11-22T13:20:00+01:00,1795350000,10800,,"
                        + "\"a,\"\"b\\\",p",
                ""), "", "-f", "csv");
        assertSays(1, """
                [
                {"address": "192.0.2.8", "allowed": false, "reason": "login 4000s ago, expiry 30m", \
                "login": "2026-11-22T15:13:20+01:00", "time": 1795356800, "age": 4000, "left": 0, \
                "users": [{"user": null, "parser": "popa3d", "time": 1795356800}]},
                {"address": "192.0.2.7", "allowed": true, "reason": "login 312s ago, expiry 30m", \
                "login": "2026-11-22T16:14:48+01:00", "time": 1795360488, "age": 312, "left": 1488, \
                "users": [{"user": "-1", "parser": "dovecot", "time": 1795360488}, \
                {"user": "=1+1", "parser": "uw-imap", "time": 1795360480}]}
                ]
                """, "", "-f", "json", "192.0.2.8", "192.0.2.7");
    }

    @Test
    void findsAUsersHosts() throws IOException {
        writeUsers("192.0.2.7 1795360480 dovecot Bob@example.org",
                "192.0.2.8 1795356800 dovecot bob@example.org",
                "198.51.100.3 1795350000 p b%E4r", "2001:db8::7 1795360795 dovecot amy");
        assertSays(0, "192.0.2.7 1795360488\n", "", "-f", "plain", "--user", "bob@*");
        assertSays(0, "192.0.2.7 1795360488\n192.0.2.8 1795356800\n", "", "-f", "plain", "-a", "-u",
                "BOB@example.org");
        assertSays(0, "198.51.100.3 1795350000\n", "", "-f", "plain", "-u", "b\u00e4r");
        assertSays(0, "198.51.100.3 1795350000\n", "", "-f", "plain", "-u", "b%E4r");
        assertSays(0, "No such user has opened a host.\n", "", "-u", "nobody");
        assertWrong("option --user needs a value", "--user=");
        assertWrong("--user does not go with ADDRESS", "--user=bob", "192.0.2.7");
        Files.delete(folder.resolve("db.users"));
        assertSays(111, "",
                "showallowed: fatal: unable to read " + folder + "/db.users: no such file\n",
                "-u", "bob");
    }

    @Test
    void usersThatCannotBeReadAreLeftOut() throws IOException {
        Files.createDirectory(folder.resolve("db.users"));
        assertSays(0, "192.0.2.7 is allowed: login 312s ago, expiry 30m\n",
                "showallowed: warning: unable to read " + folder + "/db.users: is a directory\n",
                "192.0.2.7");
        Files.delete(folder.resolve("db.users"));
        Files.writeString(folder.resolve("db.users"), "\u0000".repeat(5_000_000));
        assertSays(0, "192.0.2.7 is allowed: login 312s ago, expiry 30m\n", "", "192.0.2.7");
    }

    @Test
    void networksAreListedAndLookedUp() throws IOException {
        Files.writeString(folder.resolve("conf"), "dbfile = db\nipv6_prefix = 64\n");
        Files.writeString(folder.resolve("db"), "192.0.2.7 1795360488\n2001:db8:1:2::/64 1795360795\n"
                + "2001:db8:1::/48 1795360795\n");
        writeUsers("2001:db8:1:2::/64 1795360795 dovecot bob");
        assertSays(0, """
                ADDRESS            LOGIN                      AGE       LEFT      USERS
                2001:db8:1:2::/64  2026-11-22T16:19:55+01:00  5s        29m 55s   bob
                192.0.2.7          2026-11-22T16:14:48+01:00  5m 12s    24m 48s   -
                """, "");
        assertSays(0, "2001:db8:1:2::/64 1795360795\n", "", "-f", "plain", "-u", "bob");
        assertSays(1, """
                2001:db8:1:2:3::7 is allowed: login from 2001:db8:1:2::/64 5s ago, expiry 30m; bob (dovecot) 5s ago
                2001:db8:1:3::7 is not allowed: no login
                """, "", "2001:db8:1:2:3::7", "2001:db8:1:3::7");
    }

    /** Against plain reading: short files and long ones, in order and out of it. */
    @Test
    void findsEverybody() throws IOException {
        var random = new Random(17);
        for (int count : new int[] {0, 1, 2, 50, 300, 60_000}) {
            var users = new TreeMap<String, List<String>>();
            for (int i = 0; i < count; i++) {
                String address = Address.parse("10.0." + random.nextInt(200) + "." + random.nextInt(256))
                        .orElseThrow().toString();
                users.computeIfAbsent(address, each -> new ArrayList<>())
                        .add("u".repeat(random.nextInt(80)) + i);
            }
            var lines = new ArrayList<String>();
            users.forEach((address, names) -> names
                    .forEach(name -> lines.add(address + " 1795360480 dovecot " + name)));
            lines.sort(null);
            Files.writeString(folder.resolve("db.users"),
                    lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
            try (var finder = UserFinder.open(new ScriptedLibc("showallowed"), folder + "/db.users")) {
                var asked = new ArrayList<>(users.keySet());
                asked.addAll(List.of("9.9.9.9", "10.0.0.77", "11.0.0.1", "2001:db8::1"));
                asked.sort(Comparator.comparing(address -> address + " "));
                for (int round = 0; round < 2; round++) {
                    for (String address : asked.subList(0, Math.min(asked.size(), 5_000))) {
                        assertEquals(users.getOrDefault(address, List.of()).stream().sorted().toList(),
                                finder.of(Network.parse(address)).stream().map(UserLogin::user)
                                        .sorted().toList(),
                                address);
                    }
                    Collections.shuffle(asked, random);
                }
            }
        }
    }

    @Test
    void withoutADatabaseNobodyIsAllowed() throws IOException {
        Files.delete(folder.resolve("db"));
        assertSays(0, "No host is allowed.\n", "");
        assertEquals(1, run("192.0.2.7"));
        assertEquals(0, run("198.51.100.4"));
    }

    @Test
    void aGarbledLineIsNamedTheRestShown() throws IOException {
        Files.writeString(folder.resolve("db"), "192.0.2.7 1795360488\nrubbish\n192.0.2.8 1795360488\n");
        assertSays(111, "192.0.2.7 1795360488\n192.0.2.8 1795360488\n",
                "showallowed: warning: " + folder.resolve("db") + ":2: no entry\n", "-f", "plain");
    }

    @Test
    void aGarbledDatabaseAnswersNothing() throws IOException {
        Files.writeString(folder.resolve("db"), "rubbish\n");
        assertSays(111, "198.51.100.4 is allowed: allow = 198.51.100.0/24\n",
                "showallowed: fatal: garbled database " + folder.resolve("db") + ": no entry at byte 0\n",
                "198.51.100.4",
                "192.0.2.7");
    }

    @Test
    void aDatabaseThatIsAFolderCannotBeRead() throws IOException {
        Files.delete(folder.resolve("db"));
        Files.createDirectory(folder.resolve("db"));
        String why = "showallowed: fatal: unable to read " + folder.resolve("db") + ": is a directory\n";
        assertSays(111, "", why);
        assertSays(111, "", why, "192.0.2.7");
    }

    @Test
    void wrongUsageIsOneLine() {
        assertWrong("'192.0.2' is not an address", "192.0.2.7", "192.0.2");
        assertWrong("'mx1?.example' is not an address", "mx1\n.example");
        assertWrong("unknown option --everything", "--everything");
        assertWrong(
                "--format: 'xml' is not table, plain, json or csv",
                "--format", "xml");
        assertWrong("option --config needs a value", "--config");
        assertWrong("--max-silence goes with --status only", "--max-silence", "2h");
        assertWrong("--max-silence: 'long' is not a time such as 90, 90s, 30m, 2h or 1d", "--status",
                "--max-silence", "long");
        assertWrong("--status goes with neither --all nor --format nor --user nor ADDRESS", "--status",
                "--all");
        assertWrong("--status goes with neither --all nor --format nor --user nor ADDRESS", "--status",
                "192.0.2.7");
        assertWrong("--status goes with neither --all nor --format nor --user nor ADDRESS", "--status", "-f",
                "json");
    }

    private void assertWrong(String why, String... args) {
        assertUsage(why + "; try 'showallowed --help'", args);
        var plain = new ScriptedLibc(words(args));
        assertEquals(100, Showallowed.run(plain, PlainReader::read));
        assertEquals(err, plain.errors(), "by the native reader");
    }

    private void assertUsage(String why, String... args) {
        assertSays(100, "", "showallowed: fatal: " + why + "\n", args);
    }

    @Test
    void aConfigurationThatIsNotRightIsFatal() throws IOException {
        Path none = folder.resolve("none");
        assertUsage("unable to read " + none + ": no such file", "-c", none.toString());
        Path wrong = Files.writeString(folder.resolve("wrong"), "\nexpiry = soon\n");
        assertUsage(wrong + ":2: expiry: 'soon' is not a time such as 90, 90s, 30m, 2h or 1d", "-c",
                wrong.toString());
        assertUsage("unable to read " + folder + ": is a directory", "-c", folder.toString());
    }

    @Test
    void theOptionBeatsTheEnvironment() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "dbfile = otherdb\n");
        Files.writeString(folder.resolve("otherdb"), "192.0.2.1 1795360800\n");
        assertSays(0, "192.0.2.1 1795360800\n", "", "-f", "plain", "-c", other.toString());
    }

    @Test
    void anOutputThatCannotBeWrittenIsATemporaryFailure() {
        int status = run(new ScriptedLibc("showallowed") {
            @Override
            public int write(int file, byte[] buffer, int offset, int length) {
                return file == 1 ? -Errno.ENOSPC : super.write(file, buffer, offset, length);
            }
        });
        assertEquals(111, status);
        assertEquals(
                "showallowed: fatal: unable to write to standard output: no space left on the disk\n", err);
    }

    @Test
    void statusWithoutMetricsSaysThatReadlogDoesNotRun() {
        assertSays(1, "readlog is not running: it has not written " + folder.resolve("db.metrics") + "\n", "",
                "--status");
    }

    @Test
    void statusIsWellWhileTheLockIsHeldAndLinesCome() throws IOException {
        Files.writeString(folder.resolve("db.metrics"), "smtp_poplock_metrics_timestamp_seconds " + (NOW - 9)
                + "\nsmtp_poplock_last_line_timestamp_seconds " + (NOW - 100) + "\n");
        Path lock = Files.createFile(folder.resolve("db.lock"));
        assertEquals(1, run("--status"));
        assertTrue(out
                .startsWith("readlog is not running: nobody holds the database's lock.\nstarted"));
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();
            assertEquals(0, run("--status"));
            assertEquals(0, run("--status", "--max-silence", "100"));
            assertEquals(1, run("--status", "--max-silence", "99"));
        }
        assertTrue(out.contains("\nreadlog is running.\nstarted"));
        assertTrue(out
                .contains("\nreadlog is running, but no log line has come for 1m 40s.\nstarted"));
    }

    @Test
    void unreadableMetricsAreFatal() throws IOException {
        Files.createDirectory(folder.resolve("db.metrics"));
        assertSays(111, "",
                "showallowed: fatal: unable to read " + folder.resolve("db.metrics") + ": is a directory\n",
                "--status");
    }

    @Test
    void showsItsHelp() {
        assertEquals(0, run("--help"));
        assertTrue(out.startsWith("Usage: showallowed [-c FILE] [-a] [-f FORMAT] [-u NAME] [--status]"), out);
    }
}
