package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Source;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoginFinderTest {
    private static final String COURIER_LOGIN = "LOGIN, user=joe, ip=[192.0.2.7]";
    private static final String HEADER = "Oct 12 07:31:05 mx1 ";
    /** What servers log of a failed login, with user names that end in what they log of a good one; %s pads. */
    private static final String PERDITION = "perdition[1]: Auth: 203.0.113.6:1->10.0.0.1:1 client-secure=ssl authorisation_id=NONE"
            + " authentication_id=\"x\" server=\"%sa\" protocol=POP3 server-secure=ssl status=\"ok\"\" server=\"b:110\""
            + " protocol=POP3 server-secure=plaintext status=\"failed: Re-Authentication Failure\"";
    private static final String OLD_PERDITION = "perdition[1]: Auth: 203.0.113.6->10.0.0.1 user=\"x\" server=\"%sa\" port=\"1\""
            + " status=\"ok\"\" server=\"b\" port=\"110\" status=\"failed: Re-Authentication Failure\"";
    private static final String GROMOX = "gromox-pop3[1]: rhost=[203.0.113.6]:1 user=%sx login ok login rejected: Password mismatch";
    private static final String VM_POP3D = "vm-pop3d[1]: User '%sx' logged in from 203.0.113.66' - FAIL auth, from=198.51.100.9";
    private static final long NOW = 1_800_000_000;

    private final Drops drops = new Drops();

    @Test
    void asksAllParsersOfATag() {
        LoginFinder finder = follow(parser("first", "x", "a {ip}"), parser("second", "x", "b {ip}"),
                parser("other", "y", "c {ip}"));
        assertEquals("first", find(finder, "x: a 192.0.2.1").parser());
        assertEquals("second", find(finder, "x: b 192.0.2.1").parser());
        assertNull(find(finder, "x: c 192.0.2.1"));
        assertNull(find(finder, "z: a 192.0.2.1"));
        assertEquals(Outcome.NOT_CLAIMED, finder.outcome());
    }

    @Test
    void refusesALineThatCanBeReadInTwoWays() {
        LoginFinder finder = follow(parser("first", "x", "a {ip} .*"), parser("second", "x", "a .* {ip}"));
        assertNull(find(finder, "x: a 192.0.2.1 192.0.2.2"));
        assertEquals(Outcome.TWO_READINGS, finder.outcome());
        assertEquals("first", find(finder, "x: a 192.0.2.1 192.0.2.1").parser());
        LoginFinder one = follow("[parser one]\nprogram = x\nlogin = a {ip} .*\nlogin = a .* {ip}\n");
        assertNull(find(one, "x: a 192.0.2.1 192.0.2.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(g+)+{ip}", "(g|gg)*b {ip}", "(.*)*(.*)*(.*)*b{ip}", "(g*)*(g*)*(g*)*h{ip}",
            "g.*g.*g.*g.*g.*b{ip}", "(g*|h)*{ip}"})
    void givesUpPatternsThatRunAway(String pattern) {
        LoginFinder finder = follow(parser("slow", "x", pattern), parser("good", "y", "a {ip}"));
        long start = System.nanoTime();
        assertNull(find(finder, "x: " + "g".repeat(4000)));
        assertTrue(System.nanoTime() - start < 1_000_000_000L, "took too long");
        assertEquals(Outcome.RAN_AWAY, finder.outcome());
        assertEquals(1, drops.of(Drops.Cause.RAN_AWAY));
        assertEquals("good", find(finder, "y: a 192.0.2.1").parser());
    }

    @Test
    void warnsOnceOfEachPatternThatRunsAway() {
        var warnings = new ArrayList<String>();
        var sections = parser("slow", "x|(?:y+)+z", "(?:g+)+{ip}") + parser("slower", "x", "(?:g*)*h{ip}");
        LoginFinder finder = new LoginFinder(Source.parse("stdin"),
                LoginParsers.of(Shipped.config(sections), List.of()),
                new Site(Zone.UTC, new Warnings(System::nanoTime, warnings::add), drops, new JvmWords()));
        for (int i = 0; i < 3; i++) {
            find(finder, "x: " + "g".repeat(4000));
            find(finder, "y".repeat(60) + ": a");
        }
        assertEquals(List.of("login", "program"), warnings.stream()
                .map(warning -> warning.replaceFirst(".*parser 'slow': '(.*)' takes too long .*", "$1"))
                .toList());
        assertEquals(4, drops.of(Drops.Cause.RAN_AWAY));
    }

    @Test
    void letsNoProgramRunAway() {
        LoginFinder finder = follow(parser("slow", "(a+)+b", "a {ip}"), parser("good", "a+", "a {ip}"));
        assertEquals("good", find(finder, "a".repeat(60) + ": a 192.0.2.1").parser());
    }

    @Test
    void hasWorkToSpareForEveryShippedPattern() {
        LoginFinder finder = whole(Shipped.parsers(""), "");
        for (String tag : List.of("imapd", "dovecot", "popper", "cyrus/imap", "perdition", "mailboxd",
                "nginx")) {
            for (String text : List.of("a", "a@b", "a.", "a:", "\\\\", "\"", "1", " ", "a=\"\\\"")) {
                for (String start : starts()) {
                    find(finder, tag + ": " + start + text.repeat(3900 / text.length() - start.length()));
                }
            }
        }
        assertEquals(0, drops.of(Drops.Cause.RAN_AWAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#012"})
    void leavesOutWhatTheSystemLoggerPutsAtTheEnd(String end) {
        LoginFinder finder = follow(parser("p", "x", "a {ip}"));
        assertEquals("192.0.2.1", find(finder, "x: a 192.0.2.1" + end).address().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "#012#012", "#012 ", " #012", "#012x", "#012.", " x", "#011", "#01", " 012",
            "\\n"})
    void leavesOutNothingElse(String end) {
        LoginFinder finder = follow(parser("p", "x", "a {ip}"));
        assertNull(find(finder, "x: a 192.0.2.1" + end));
        assertEquals(Outcome.NO_MATCH, finder.outcome());
    }

    @Test
    void leavesOutNothingOfWhatIsNoMessage() {
        LoginFinder finder = follow(parser("p", "x", "#?a? ?{ip}"));
        assertNull(find(finder, "x: "));
        assertNull(find(finder, "x: #012"));
        assertNull(find(finder, "x: 012"));
    }

    @Test
    void readsWhatAContainerLoggedUnderTheSourcesTag() {
        LoginFinder finder = whole(
                LoginParsers.of(Shipped.config(parser("p", "x", "a {ip}")), List.of()), "x");
        assertEquals("192.0.2.1", bare(finder, "stdout F a 192.0.2.1").address().toString());
        assertNull(bare(finder, "stderr P a 192.0.2.1"));
        assertNull(bare(finder, "stderr F a 192.0.2.1"));
        assertEquals("192.0.2.2", bare(finder, "stderr F a 192.0.2.2").address().toString());
        assertNull(bare(finder, "a 192.0.2.1"));
    }

    private static Login bare(LoginFinder finder, String line) {
        byte[] bytes = ("2026-10-12T07:31:05.123Z " + line).getBytes(StandardCharsets.ISO_8859_1);
        return finder.find(bytes, 0, bytes.length, Arrival.live(NOW));
    }

    @Test
    void claimsTagsHoweverManyThereAre() {
        LoginFinder finder = follow(parser("p", "x[0-9]*", "a {ip}"));
        for (int i = 0; i < 5_000; i++) {
            assertEquals("p", find(finder, "x" + i % 700 + ": a 192.0.2.1").parser());
            assertNull(find(finder, "y" + i + ": a 192.0.2.1"));
        }
    }

    /** As far as tags are compared by words, and beyond. */
    @Test
    void tellsTagsApartHoweverMuchTheyShare() {
        LoginFinder finder = follow(parser("p", "x[0-9]*", "a {ip}"));
        for (int length = 1; length < 60; length++) {
            String tag = "x" + "1".repeat(length);
            assertEquals("p", find(finder, tag + ": a 192.0.2.1").parser());
            assertNull(find(finder, tag + "y: a 192.0.2.1"));
            assertNull(find(finder, tag.substring(1) + "y: a 192.0.2.1"));
            assertEquals("p", find(finder, tag + ": a 192.0.2.1").parser());
        }
    }

    @Test
    void mistrustsTheRestOfACutMessage() {
        LoginFinder finder = whole(Shipped.parsers(""), "");
        assertNull(find(finder, "pop3d: LOGIN FAILED, user=" + "E".repeat(481)));
        assertNull(find(finder, "pop3d: " + COURIER_LOGIN));
        assertEquals(Outcome.CUT_OFF, finder.outcome());
        assertEquals(1, drops.of(Drops.Cause.CUT_OFF));
        assertEquals("courier", find(finder, "pop3d: " + COURIER_LOGIN).parser());
        assertNull(find(finder, "pop3d: LOGIN FAILED, user=" + "E".repeat(480)));
        assertEquals("courier", find(finder, "pop3d: " + COURIER_LOGIN).parser());
    }

    @Test
    void mistrustsTheRestOfACutMessageOfASourceWithoutHeaders() {
        LoginFinder finder = whole(Shipped.parsers(""), "pop3d");
        byte[] cut = ("LOGIN FAILED, user=" + "E".repeat(486)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] login = COURIER_LOGIN.getBytes(StandardCharsets.ISO_8859_1);
        assertNull(finder.find(cut, 0, cut.length, Arrival.live(NOW)));
        assertNull(finder.find(login, 0, login.length, Arrival.live(NOW)));
        assertEquals("courier", finder.find(login, 0, login.length, Arrival.live(NOW)).parser());
    }

    @Test
    void believesNoMessageBeforeAShortOneWasSeen() {
        LoginFinder finder = begun(Shipped.parsers(""), 0);
        assertNull(find(finder, "pop3d: " + COURIER_LOGIN));
        assertEquals(Outcome.CUT_OFF, finder.outcome());
        assertEquals("courier", find(finder, "pop3d: " + COURIER_LOGIN).parser());
        assertNull(find(finder, "imapd: " + COURIER_LOGIN), "another tag");
        assertEquals("courier", find(finder, "imapd: " + COURIER_LOGIN).parser());
        finder.gap();
        assertNull(find(finder, "pop3d: " + COURIER_LOGIN));
        assertNull(find(finder, "imapd: Connection, ip=[192.0.2.7]"));
        assertEquals(Outcome.NO_MATCH, finder.outcome());
        assertEquals("courier", find(finder, "imapd: " + COURIER_LOGIN).parser());
        assertEquals(3, drops.of(Drops.Cause.CUT_OFF));
    }

    @Test
    void mistrustsNothingOfServersWhoseLoggerDoesNotCut() {
        LoginFinder finder = begun(Shipped.parsers(""), 0);
        assertEquals("qmail-pop3d",
                find(finder, "qmail-pop3d: login: ip=[192.0.2.7] user=<bob>").parser());
    }

    @Test
    void mistrustsWhatIsForgottenSinceThereAreTooMany() {
        LoginFinder finder = whole(Shipped.parsers(""), "");
        byte[] login = ("Oct 12 07:31:05 mx1 pop3d: " + COURIER_LOGIN).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("courier", finder.find(login, 0, login.length, Arrival.live(NOW)).parser());
        for (int i = 0; i < CutGuard.MAX; i++) {
            byte[] other = ("Oct 12 07:31:05 host" + i + " pop3d: x").getBytes(StandardCharsets.ISO_8859_1);
            finder.find(other, 0, other.length, Arrival.live(NOW));
        }
        assertNull(finder.find(login, 0, login.length, Arrival.live(NOW)));
        assertEquals("courier", finder.find(login, 0, login.length, Arrival.live(NOW)).parser());
    }

    /** Between the two readings the parsers change; what goes by meanwhile under the tag is nobody's. */
    @Test
    void mistrustsWhomItHasNotHeardWhileItsParserWasOff() {
        LoginFinder finder = begun(Shipped.parsers(""), 0);
        find(finder, "pop3d: x");
        finder.use(Shipped.parsers("enable = -courier"));
        find(finder, "pop3d: LOGIN FAILED, user=" + "E".repeat(486));
        finder.use(Shipped.parsers(""));
        assertNull(find(finder, "pop3d: " + COURIER_LOGIN));
        finder.use(Shipped.parsers("enable = -cyrus"));
        assertEquals("courier", find(finder, "pop3d: " + COURIER_LOGIN).parser());
    }

    @Test
    void believesNoLineThatTheSystemLoggerMayHaveCutShort() {
        String login = "qmail-pop3d: login: ip=[192.0.2.7] user=<bob>";
        int length = HEADER.length() + login.length();
        assertNull(find(begun(Shipped.parsers(""), length), login));
        assertNull(find(begun(Shipped.parsers(""), length - 1), login));
        assertEquals("qmail-pop3d", find(begun(Shipped.parsers(""), length + 1), login).parser());
        LoginFinder finder = begun(Shipped.parsers("enable = popa3d-stateful"), 50);
        assertNull(find(finder, "popa3d[7]: Session from 192.0.2.123"));
        assertEquals(Outcome.CUT_SHORT, finder.outcome());
        assertNull(find(finder, "popa3d[7]: Authentication passed for a"),
                "the address may have been cut");
        assertEquals(4, drops.of(Drops.Cause.CUT_SHORT));
    }

    /** Courier's logger cuts first; what the system logger leaves of the first part is shorter than Courier's limit. */
    @Test
    void aMessageCutShortIsNoShortOne() {
        LoginFinder finder = begun(Shipped.parsers(""), 250);
        find(finder, "pop3d: x");
        assertNull(
                find(finder, "pop3d: LOGIN FAILED, user=" + "E".repeat(250 - 19 - 7 - HEADER.length())));
        assertEquals(Outcome.CUT_SHORT, finder.outcome());
        assertNull(find(finder, "pop3d: " + COURIER_LOGIN));
        assertEquals("courier", find(finder, "pop3d: " + COURIER_LOGIN).parser());
    }

    /** What tells success stands at the end: cut anywhere, a failed login must not look good once it may have been cut. */
    @ParameterizedTest
    @ValueSource(ints = {128, 250, 255, 256, 480})
    void noFailedLoginLooksGoodWhereverItsEndIsThrownAway(int max) {
        LoginFinder finder = begun(Shipped.parsers(""), max);
        for (String server : List.of(PERDITION, OLD_PERDITION, GROMOX, VM_POP3D)) {
            for (int padding = 0; padding < 2 * max; padding++) {
                String whole = server.formatted("x".repeat(padding));
                String cut = whole.substring(0, Math.min(max - HEADER.length(), whole.length()));
                assertNull(find(finder, cut), cut);
            }
        }
    }

    /** What the test above would be worth nothing without. */
    @Test
    void cutInTheRightPlaceEachOfThemLooksGoodWithoutTheLimit() {
        LoginFinder finder = begun(Shipped.parsers(""), 0);
        for (String server : List.of(PERDITION, OLD_PERDITION, GROMOX, VM_POP3D)) {
            String whole = server.formatted("x");
            boolean looksGood = false;
            for (int length = 0; length <= whole.length(); length++) {
                looksGood |= find(finder, whole.substring(0, length)) != null;
            }
            assertTrue(looksGood, server);
        }
    }

    @Test
    void forgetsTheOldestConnectionOfTooMany() {
        LoginFinder finder = whole(Shipped.parsers("enable = popa3d-stateful"), "");
        for (int pid = 0; pid <= Connections.MAX; pid++) {
            find(finder, "popa3d[" + pid + "]: Session from 192.0.2.1");
        }
        assertNull(find(finder, "popa3d[0]: Authentication passed for joe"));
        assertEquals(Outcome.NO_CONNECT, finder.outcome());
        assertEquals("192.0.2.1",
                find(finder, "popa3d[1]: Authentication passed for joe").address().toString());
    }

    private static List<String> starts() {
        return List.of("", "Login user=", "LOGIN, user=", "imap-login: Login: user=<", "login: [192.0.2.1] ",
                "event=login.good r.sessionid=\"", "(v4) POP login by user \"",
                "Auth: 192.0.2.1:1->1.1.1.1:1 ",
                "imap-login: Login: user=<a>, method=PLAIN, rip=192.0.2.1, lip=1.1.1.1, TLS: ",
                "2024-10-12 07:31:05,123 INFO  [x] [name=x;ip=192.0.2.1;",
                "2024/10/12 07:31:05 [info] 1#1: *1 client logged in, client: 192.0.2.1, server: ");
    }

    private static String parser(String name, String program, String login) {
        return "[parser " + name + "]\nprogram = " + program + "\nlogin = " + login + "\n";
    }

    private LoginFinder follow(String... sections) {
        return whole(LoginParsers.of(Shipped.config(String.join("", sections)), List.of()), "");
    }

    /** Of a log of which the first line is read. */
    private LoginFinder whole(LoginParsers parsers, String tag) {
        return parsers.follow(new Source(Source.Kind.STDIN, "", tag), drops);
    }

    /** Of a log that has been written before, and whose lines are cut at a length. */
    private LoginFinder begun(LoginParsers parsers, int max) {
        return new LoginFinder(new Source(Source.Kind.STDIN, "", "", OptionalInt.empty(), max), parsers,
                new Site(Zone.UTC, new Warnings(System::nanoTime, warning -> {}), drops, new JvmWords()));
    }

    private static Login find(LoginFinder finder, String tagAndMessage) {
        byte[] line = (HEADER + tagAndMessage).getBytes(StandardCharsets.ISO_8859_1);
        return finder.find(line, 0, line.length, Arrival.live(NOW));
    }
}
