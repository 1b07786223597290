package poplock.common;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConfigTest {
    private static final String FILE = "/etc/smtp-poplock/smtp-poplock.conf";

    private static Config parse(String... lines) {
        return Config.parse(FILE, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<Rule> networks(String... texts) {
        return List.of(texts).stream().map(text -> new Rule(Network.parse(text), "", Rule.ALWAYS)).toList();
    }

    private static void assertComplaint(String expected, String... lines) {
        var complaint = assertThrows(Complaint.class, () -> parse(lines));
        assertEquals(FILE + ":" + expected, complaint.getMessage());
        assertEquals(Exit.USAGE, complaint.exit());
    }

    @Test
    void anEmptyFileIsAllDefaults() {
        Config config = parse("");
        assertEquals(FILE, config.file());
        assertEquals("/var/smtp-poplock/dbfile", config.dbfile());
        assertEquals(1_800, config.expiry().seconds());
        assertEquals(List.of(Source.parse("fifo:/var/smtp-poplock/fifo")), config.sources());
        assertEquals("", config.relayclient());
        assertEquals(List.of(), config.allow().list());
        assertEquals(List.of(), config.deny().list());
        assertEquals(networks("127.0.0.0/8", "::1"), config.ignore().list());
        assertEquals(List.of(), config.setenv());
        assertEquals(new Config.UserRules(true, List.of(), 0), config.users());
        assertEquals(Scope.ADDRESS, config.scope());
        assertEquals("/etc/smtp-poplock/parsers.conf", config.parsers());
        assertFalse(config.parsersGiven());
        assertEquals(new Config.Setting("enable", "", 0), config.enable());
        assertFalse(config.verbose());
        assertEquals(1_000_000, config.maxEntries());
        assertEquals("", config.spool());
        assertEquals(16L << 20, config.spoolMax());
        assertEquals(List.of(), config.sections());
    }

    @Test
    void everyKeyIsTaken() {
        Config config = parse("dbfile = /d", "expiry = 2h", "source = file:/a", "relayclient = 1",
                "allow = 192.0.2.0/24",
                "deny = 198.51.100.7", "ignore = 192.0.2.9", "parsers = /p", "enable = +x -y",
                "verbose = yes",
                "max_entries = 7", "spool = /s", "spool_max = 2k", "setenv = RBLSMTPD=",
                "setenv = a_1=b = c", "users = no", "deny_user = bob  *@x", "deny_user = amy",
                "max_addresses = 5", "ipv6_prefix = 56");
        assertEquals("/d", config.dbfile());
        assertEquals(7_200, config.expiry().seconds());
        assertEquals(List.of(Source.parse("file:/a")), config.sources());
        assertEquals("1", config.relayclient());
        assertEquals(networks("192.0.2.0/24"), config.allow().list());
        assertEquals(networks("198.51.100.7"), config.deny().list());
        assertEquals(networks("192.0.2.9"), config.ignore().list());
        assertEquals("/p", config.parsers());
        assertTrue(config.parsersGiven());
        assertEquals(new Config.Setting("enable", "+x -y", 9), config.enable());
        assertTrue(config.verbose());
        assertEquals(7, config.maxEntries());
        assertEquals("/s", config.spool());
        assertEquals(2_048, config.spoolMax());
        assertEquals(new Config.UserRules(false,
                List.of(new UserPattern("bob"), new UserPattern("*@x"), new UserPattern("amy")), 5),
                config.users());
        assertEquals(new Scope(56), config.scope());
        assertEquals(List.of(new Variable("RBLSMTPD", ""), new Variable("a_1", "b = c")), config.setenv());
    }

    @Test
    void blanksCommentsAndLineEndsDoNotMatter() {
        Config config = parse("", "  # expiry = 1s", "\t", "#", "  expiry=1h  \r", "dbfile\t=\t/d\t",
                "enable =", "verbose = no");
        assertEquals(3_600, config.expiry().seconds());
        assertEquals("/d", config.dbfile());
        assertEquals(7, config.enable().line());
    }

    @Test
    void aValueGoesToTheEndOfItsLineAsItStands() {
        assertEquals("a = b # \"c\" \\n", parse("relayclient = a = b # \"c\" \\n").relayclient());
        assertEquals("\u00e9\u00ff", parse("relayclient = \u00e9\u00ff").relayclient());
        assertEquals("", parse("relayclient =").relayclient());
    }

    @Test
    void whatMayBeRepeatedAddsUp() {
        Config config = parse("allow = 192.0.2.1 \t 192.0.2.2", "allow = 192.0.2.3", "deny = ::1",
                "deny = ::2", "ignore = ::3",
                "ignore = ::4", "source = file:/a", "source = stdin tag=x");
        assertEquals(networks("192.0.2.1", "192.0.2.2", "192.0.2.3"), config.allow().list());
        assertEquals(networks("::1", "::2"), config.deny().list());
        assertEquals(networks("::3", "::4"), config.ignore().list());
        assertEquals(List.of(Source.parse("file:/a"), Source.parse("stdin tag=x")), config.sources());
    }

    @Test
    void aLineOfOnesOwnReplacesTheDefaultOfIgnore() {
        assertEquals(networks("192.0.2.1"), parse("ignore = 192.0.2.1").ignore().list());
        assertEquals(List.of(), parse("ignore =").ignore().list());
        assertEquals(networks("::7"), parse("ignore =", "ignore = ::7").ignore().list());
        assertEquals(networks("127.0.0.0/8", "::1"),
                parse("[parser x]", "ignore = 192.0.2.1").ignore().list());
    }

    @Test
    void aLineMayEndWithItsTime() {
        Config config = parse("allow = 192.0.2.1 192.0.2.2\tuntil  2026-12-31T18:00:00+01:00 ", "allow = ::1",
                "deny = ::2 until 2026-12-31T17:00:01Z");
        assertEquals(List.of("192.0.2.1 until 2026-12-31T18:00:00+01:00",
                "192.0.2.2 until 2026-12-31T18:00:00+01:00", "::1"),
                config.allow().list().stream().map(Rule::toString).toList());
        assertEquals(List.of(1_798_736_400L, 1_798_736_400L, Rule.ALWAYS),
                config.allow().list().stream().map(Rule::end).toList());
        assertEquals(1_798_736_401L, config.deny().list().getFirst().end());
    }

    @Test
    void aVariableIsSetOnce() {
        assertComplaint("2: setenv: A is set by another line already", "setenv = A=1", "setenv = A=2");
    }

    @ParameterizedTest
    @CsvSource({"/etc/x/y.conf, /etc/x/", "y.conf, ''", "./y.conf, ./", "../z/y.conf, ../z/", "/y.conf, /"})
    void relativePathsStartAtTheFoldersFile(String file, String folder) {
        byte[] content = "dbfile = d\nspool = s/t\n".getBytes(StandardCharsets.ISO_8859_1);
        Config config = Config.parse(file, content);
        assertEquals(folder + "d", config.dbfile());
        assertEquals(folder + "s/t", config.spool());
        assertEquals(folder + "parsers.conf", config.parsers());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"dbfile = | dbfile: no path",
            "parsers = | parsers: no path",
            "spool = | spool: no path",
            "expiry = soon | expiry: 'soon' is not a time such as 90, 90s, 30m, 2h or 1d",
            "expiry = | expiry: '' is not a time such as 90, 90s, 30m, 2h or 1d",
            "expiry = 0 | expiry: a time from 1s to 3650d is wanted",
            "source = /var/log/mail.log | source: '/var/log/mail.log' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "source = | source: '' is not fifo:PATH, file:PATH, command:CMD or stdin",
            "source = stdin tag= | source: tag= names no tag", "allow = | allow: no network",
            "deny = | deny: no network",
            "deny_user = | deny_user: no user", "users = 1 | users: '1' is neither yes nor no",
            "max_addresses = -1 | max_addresses: '-1' is not a whole number from 1 to 10000",
            "ipv6_prefix = 47 | ipv6_prefix: '47' is not a whole number from 48 to 128",
            "ipv6_prefix = 129 | ipv6_prefix: '129' is not a whole number from 1 to 128",
            "ipv6_prefix = /64 | ipv6_prefix: '/64' is not a whole number from 1 to 128",
            "max_addresses = 10001 | max_addresses: '10001' is not a whole number from 1 to 10000",
            "setenv = | setenv: '' is not NAME=VALUE",
            "setenv = RBLSMTPD | setenv: 'RBLSMTPD' is not NAME=VALUE",
            "setenv = =x | setenv: '' is no name of a variable: letters, digits and _, no digit first",
            "setenv = A =x | setenv: 'A ' is no name of a variable: letters, digits and _, no digit first",
            "setenv = 1A=x | setenv: '1A' is no name of a variable: letters, digits and _, no digit first",
            "setenv = \u00c4=x | setenv: '\u00c4' is no name of a variable: letters, digits and _, no digit first",
            "setenv = A=\u0000x | control character in the line",
            "setenv = RELAYCLIENT=x | setenv: RELAYCLIENT has a key of its own, relayclient",
            "setenv = TCPREMOTEIP=::1 | setenv: TCPREMOTEIP says where the client is; it cannot be set",
            "setenv = REMOTE_ADDR=::1 | setenv: REMOTE_ADDR says where the client is; it cannot be set",
            "setenv = REMOTE_HOST=::1 | setenv: REMOTE_HOST says where the client is; it cannot be set",
            "setenv = PROTO=SSL | setenv: PROTO says where the client is; it cannot be set",
            "setenv = LD_PRELOAD=/x | setenv: LD_PRELOAD says which code is run; it cannot be set",
            "setenv = GLIBC_TUNABLES=x | setenv: GLIBC_TUNABLES says which code is run; it cannot be set",
            "setenv = PATH=/x | setenv: PATH says which code is run; it cannot be set",
            "allow = 192.0.2.0/33 | allow: '192.0.2.0/33' has no prefix length of 0 to 32",
            "deny = ::1 spammer.example | deny: 'spammer.example' is not an address or network",
            "ignore = 10.0.0.1/8 | ignore: '10.0.0.1/8' has bits set after its prefix; the network is written 10.0.0.0/8",
            "allow = 192.0.2.1,192.0.2.2 | allow: '192.0.2.1,192.0.2.2' is not an address or network",
            "allow = ::1 until | allow: '' is not a time such as 2026-12-31T18:00:00+01:00 or 2026-12-31T17:00:00Z",
            "deny = ::1 until tomorrow | deny: 'tomorrow' is not a time such as 2026-12-31T18:00:00+01:00 or 2026-12-31T17:00:00Z",
            "deny = ::1 until 2026-02-30T00:00:00Z | deny: a time has no day 30: 1 to 28",
            "deny = ::1 until 2026-02-28T00:00:00Z ::2 | deny: the line goes on after its time: '::2'",
            "allow = until 2026-02-28T00:00:00Z | allow: no network",
            "allow = ::1 Until 2026-02-28T00:00:00Z | allow: 'Until' is not an address or network",
            "ignore = ::1 until 2026-02-28T00:00:00Z | ignore: 'until' is not an address or network",
            "verbose = true | verbose: 'true' is neither yes nor no",
            "verbose = | verbose: '' is neither yes nor no",
            "max_entries = 0 | max_entries: '0' is not a whole number from 1 to 100000000",
            "max_entries = 100000001 | max_entries: '100000001' is not a whole number from 1 to 100000000",
            "max_entries = 1e6 | max_entries: '1e6' is not a whole number from 1 to 100000000",
            "max_entries = | max_entries: '' is not a whole number from 1 to 100000000",
            "spool_max = lots | spool_max: 'lots' is not a whole number from 1 to 1099511627776",
            "spool_max = k | spool_max: '' is not a whole number from 1 to 1073741824",
            "spool_max = 1025g | spool_max: '1025' is not a whole number from 1 to 1024",
            "spool_max = -1 | spool_max: '-1' is not a whole number from 1 to 1099511627776",
            "expires = 30m | unknown key 'expires'", "Expiry = 30m | unknown key 'Expiry'",
            "db file = /x | unknown key 'db file'",
            "expiry 30m | neither 'key = value' nor '[parser NAME]': 'expiry 30m'",
            "= 30m | neither 'key = value' nor '[parser NAME]': '= 30m'",
            "[parser] | '[parser]' is not [parser NAME], of letters, digits and -_.",
            "[parser ] | '[parser ]' is not [parser NAME], of letters, digits and -_.",
            "[parser a b] | '[parser a b]' is not [parser NAME], of letters, digits and -_.",
            "[parser -a] | '[parser -a]' is not [parser NAME], of letters, digits and -_.",
            "[parser a | '[parser a' is not [parser NAME], of letters, digits and -_.",
            "[parser a] # x | '[parser a] # x' is not [parser NAME], of letters, digits and -_.",
            "[server a] | '[server a]' is not [parser NAME], of letters, digits and -_."})
    void eachMistakeIsNamedWithFileAndLine(String line, String why) {
        assertComplaint("3: " + why, "# a comment", "", line, "verbose = perhaps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbfile = /a", "expiry = 1m", "relayclient = x", "parsers = /p", "enable = x",
            "verbose = no",
            "max_entries = 1", "users = yes", "max_addresses = 0", "ipv6_prefix = 64", "spool = /s",
            "spool_max = 1"})
    void aKeyGivenTwiceIsAMistake(String line) {
        String key = line.substring(0, line.indexOf(' '));
        assertComplaint("4: '" + key + "' stands in line 2 already", "", line, "", line);
    }

    @Test
    void controlCharactersAreAMistake() {
        assertComplaint("1: control character in the line", "relayclient = a\0b");
        assertComplaint("1: control character in the line", "relayclient = a\u007fb");
        assertComplaint("2: control character in the line", "", "db\u001bfile = /x");
        assertComplaint("1: control character in the line", "relayclient = a\rb");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1024, 1024", "1k, 1024", "3K, 3072", "1m, 1048576", "2M, 2097152", "1g, 1073741824",
            "1024G, 1099511627776",
            "1099511627776, 1099511627776", "0016m, 16777216"})
    void sizesMayHaveAUnit(String text, long bytes) {
        assertEquals(bytes, parse("spool_max = " + text).spoolMax());
    }

    @Test
    void sectionsAreKeptAsTheyStand() {
        Config config = parse("expiry = 1h", "[parser a.b-c_1]", "program = x", "login = (?<ip>.) = [#] y",
                "login = z", "",
                "# comment", "[ parser b]".replace("[ ", "["), "expiry = 7");
        assertEquals(List.of(
                new Config.Section(FILE, "a.b-c_1", 2,
                        List.of(new Config.Setting("program", "x", 3),
                                new Config.Setting("login", "(?<ip>.) = [#] y", 4),
                                new Config.Setting("login", "z", 5))),
                new Config.Section(FILE, "b", 8, List.of(new Config.Setting("expiry", "7", 9)))),
                config.sections());
        assertEquals(3_600, config.expiry().seconds());
    }

    @Test
    void aParserGivenTwiceIsAMistake() {
        assertComplaint("3: parser 'a' stands in line 1 already", "[parser a]", "program = x", "[parser a]");
    }

    @Test
    void aFileOfSectionsHoldsNothingElse() {
        byte[] good = "# x\n[parser a]\nprogram = x\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("a", Config.parseSections("p.conf", good).getFirst().name());
        byte[] bad = "\nexpiry = 1h\n[parser a]\n".getBytes(StandardCharsets.ISO_8859_1);
        var complaint = assertThrows(Complaint.class, () -> Config.parseSections("p.conf", bad));
        assertEquals("p.conf:2: 'expiry' stands before any [parser NAME]", complaint.getMessage());
    }

    @Test
    void theFileIsTheOneGivenElseTheEnvironmentsElseTheDefault() {
        assertEquals("a", Config.choose("a", "b"));
        assertEquals("b", Config.choose(null, "b"));
        assertEquals(Config.DEFAULT_FILE, Config.choose(null, ""));
        assertEquals(Config.DEFAULT_FILE, Config.choose(null, null));
    }
}
