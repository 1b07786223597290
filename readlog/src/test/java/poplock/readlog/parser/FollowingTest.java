package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.program.Warnings;
import poplock.readlog.Allocations;
import poplock.readlog.line.Arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FollowingTest {
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

    @Test
    void asksAllParsersOfATag() {
        Following following = follow(parser("first", "x", "a {ip}"), parser("second", "x", "b {ip}"),
                parser("other", "y", "c {ip}"));
        assertEquals("first", find(following, "x: a 192.0.2.1").parser());
        assertEquals("second", find(following, "x: b 192.0.2.1").parser());
        assertNull(find(following, "x: c 192.0.2.1"));
        assertNull(find(following, "z: a 192.0.2.1"));
        assertEquals(Following.Outcome.NOT_CLAIMED, following.outcome());
    }

    @Test
    void refusesALineThatCanBeReadInTwoWays() {
        Following following = follow(parser("first", "x", "a {ip} .*"), parser("second", "x", "a .* {ip}"));
        assertNull(find(following, "x: a 192.0.2.1 192.0.2.2"));
        assertEquals(Following.Outcome.TWO_READINGS, following.outcome());
        assertEquals("first", find(following, "x: a 192.0.2.1 192.0.2.1").parser());
        Following one = follow("[parser one]\nprogram = x\nlogin = a {ip} .*\nlogin = a .* {ip}\n");
        assertNull(find(one, "x: a 192.0.2.1 192.0.2.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(g+)+{ip}", "(g|gg)*b {ip}", "(.*)*(.*)*(.*)*b{ip}", "(g*)*(g*)*(g*)*h{ip}",
            "g.*g.*g.*g.*g.*b{ip}", "(g*|h)*{ip}"})
    void givesUpPatternsThatRunAway(String pattern) {
        Following following = follow(parser("slow", "x", pattern), parser("good", "y", "a {ip}"));
        long start = System.nanoTime();
        assertNull(find(following, "x: " + "g".repeat(4000)));
        assertTrue(System.nanoTime() - start < 1_000_000_000L, "took too long");
        assertEquals(Following.Outcome.RAN_AWAY, following.outcome());
        assertEquals(1, following.ranAway());
        assertEquals("good", find(following, "y: a 192.0.2.1").parser());
    }

    @Test
    void warnsOnceOfEachPatternThatRunsAway() {
        var warnings = new ArrayList<String>();
        var sections = parser("slow", "x|(?:y+)+z", "(?:g+)+{ip}") + parser("slower", "x", "(?:g*)*h{ip}");
        Following following = LoginParsers.of(Shipped.config(sections), List.of()).follow(true, 0,
                java.time.ZoneOffset.UTC, new Warnings(warnings::add));
        for (int i = 0; i < 3; i++) {
            find(following, "x: " + "g".repeat(4000));
            find(following, "y".repeat(60) + ": a");
        }
        assertEquals(List.of("login", "program"), warnings.stream()
                .map(warning -> warning.replaceFirst(".*parser 'slow': '(.*)' takes too long .*", "$1"))
                .toList());
        assertEquals(4, following.ranAway());
    }

    @Test
    void allocatesNothingForALineThatIsNobodys() {
        Following following = Shipped.parsers("").follow();
        var line = "Oct 12 07:31:05 mx1 sshd[9]: Invalid user x from 192.0.2.7"
                .getBytes(StandardCharsets.ISO_8859_1);
        Arrival arrival = Arrival.live(1_763_000_000);
        Allocations.assertNone(() -> following.find(line, 0, line.length, null, arrival));
    }

    @Test
    void letsNoProgramRunAway() {
        Following following = follow(parser("slow", "(a+)+b", "a {ip}"), parser("good", "a+", "a {ip}"));
        assertEquals("good", find(following, "a".repeat(60) + ": a 192.0.2.1").parser());
    }

    @Test
    void hasWorkToSpareForEveryShippedPattern() {
        Following following = Shipped.parsers("").follow();
        for (String tag : List.of("imapd", "dovecot", "popper", "cyrus/imap", "perdition", "mailboxd",
                "nginx")) {
            for (String text : List.of("a", "a@b", "a.", "a:", "\\\\", "\"", "1", " ", "a=\"\\\"")) {
                for (String start : starts()) {
                    find(following, tag + ": " + start + text.repeat(3900 / text.length() - start.length()));
                }
            }
        }
        assertEquals(0, following.ranAway());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "#012"})
    void leavesOutWhatTheSystemLoggerPutsAtTheEnd(String end) {
        Following following = follow(parser("p", "x", "a {ip}"));
        assertEquals("192.0.2.1", find(following, "x: a 192.0.2.1" + end).address().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "#012#012", "#012 ", " #012", "#012x", "#012.", " x", "#011", "#01", " 012",
            "\\n"})
    void leavesOutNothingElse(String end) {
        Following following = follow(parser("p", "x", "a {ip}"));
        assertNull(find(following, "x: a 192.0.2.1" + end));
        assertEquals(Following.Outcome.NO_MATCH, following.outcome());
    }

    @Test
    void leavesOutNothingOfWhatIsNoMessage() {
        Following following = follow(parser("p", "x", "#?a? ?{ip}"));
        assertNull(find(following, "x: "));
        assertNull(find(following, "x: #012"));
        assertNull(find(following, "x: 012"));
    }

    @Test
    void readsWhatAContainerLoggedUnderTheSourcesTag() {
        Following following = follow(parser("p", "x", "a {ip}"));
        assertEquals("192.0.2.1", bare(following, "stdout F a 192.0.2.1").address().toString());
        assertNull(bare(following, "stderr P a 192.0.2.1"));
        assertNull(bare(following, "stderr F a 192.0.2.1"));
        assertEquals("192.0.2.2", bare(following, "stderr F a 192.0.2.2").address().toString());
        assertNull(bare(following, "a 192.0.2.1"));
    }

    private static Login bare(Following following, String line) {
        byte[] bytes = ("2026-10-12T07:31:05.123Z " + line).getBytes(StandardCharsets.ISO_8859_1);
        return following.find(bytes, 0, bytes.length, "x", Arrival.live(NOW));
    }

    @Test
    void claimsTagsHoweverManyThereAre() {
        Following following = follow(parser("p", "x[0-9]*", "a {ip}"));
        for (int i = 0; i < 5_000; i++) {
            assertEquals("p", find(following, "x" + i % 700 + ": a 192.0.2.1").parser());
            assertNull(find(following, "y" + i + ": a 192.0.2.1"));
        }
    }

    @Test
    void mistrustsTheRestOfACutMessage() {
        Following following = Shipped.parsers("").follow();
        assertNull(find(following, "pop3d: LOGIN FAILED, user=" + "E".repeat(481)));
        assertNull(find(following, "pop3d: " + COURIER_LOGIN));
        assertEquals(Following.Outcome.CUT_OFF, following.outcome());
        assertEquals(1, following.cutOff());
        assertEquals("courier", find(following, "pop3d: " + COURIER_LOGIN).parser());
        assertNull(find(following, "pop3d: LOGIN FAILED, user=" + "E".repeat(480)));
        assertEquals("courier", find(following, "pop3d: " + COURIER_LOGIN).parser());
    }

    @Test
    void mistrustsTheRestOfACutMessageOfASourceWithoutHeaders() {
        Following following = Shipped.parsers("").follow();
        byte[] cut = ("LOGIN FAILED, user=" + "E".repeat(486)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] login = COURIER_LOGIN.getBytes(StandardCharsets.ISO_8859_1);
        assertNull(following.find(cut, 0, cut.length, "pop3d", Arrival.live(NOW)));
        assertNull(following.find(login, 0, login.length, "pop3d", Arrival.live(NOW)));
        assertEquals("courier", following.find(login, 0, login.length, "pop3d", Arrival.live(NOW)).parser());
    }

    @Test
    void believesNoMessageBeforeAShortOneWasSeen() {
        Following following = Shipped.parsers("").follow(false, 0);
        assertNull(find(following, "pop3d: " + COURIER_LOGIN));
        assertEquals(Following.Outcome.CUT_OFF, following.outcome());
        assertEquals("courier", find(following, "pop3d: " + COURIER_LOGIN).parser());
        assertNull(find(following, "imapd: " + COURIER_LOGIN), "another tag");
        assertEquals("courier", find(following, "imapd: " + COURIER_LOGIN).parser());
        following.gap();
        assertNull(find(following, "pop3d: " + COURIER_LOGIN));
        assertNull(find(following, "imapd: Connection, ip=[192.0.2.7]"));
        assertEquals(Following.Outcome.NO_MATCH, following.outcome());
        assertEquals("courier", find(following, "imapd: " + COURIER_LOGIN).parser());
        assertEquals(3, following.cutOff());
    }

    @Test
    void mistrustsNothingOfServersWhoseLoggerDoesNotCut() {
        Following following = Shipped.parsers("").follow(false, 0);
        assertEquals("qmail-pop3d",
                find(following, "qmail-pop3d: login: ip=[192.0.2.7] user=<bob>").parser());
    }

    @Test
    void mistrustsWhatIsForgottenSinceThereAreTooMany() {
        Following following = Shipped.parsers("").follow(true, 0);
        byte[] login = ("Oct 12 07:31:05 mx1 pop3d: " + COURIER_LOGIN).getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("courier", following.find(login, 0, login.length, null, Arrival.live(NOW)).parser());
        for (int i = 0; i < CutGuard.MAX; i++) {
            byte[] other = ("Oct 12 07:31:05 host" + i + " pop3d: x").getBytes(StandardCharsets.ISO_8859_1);
            following.find(other, 0, other.length, null, Arrival.live(NOW));
        }
        assertNull(following.find(login, 0, login.length, null, Arrival.live(NOW)));
        assertEquals("courier", following.find(login, 0, login.length, null, Arrival.live(NOW)).parser());
    }

    /** Between the two readings the parsers change; what goes by meanwhile under the tag is nobody's. */
    @Test
    void mistrustsWhomItHasNotHeardWhileItsParserWasOff() {
        Following following = Shipped.parsers("").follow(false, 0);
        find(following, "pop3d: x");
        following.use(Shipped.parsers("enable = -courier").parsers());
        find(following, "pop3d: LOGIN FAILED, user=" + "E".repeat(486));
        following.use(Shipped.parsers("").parsers());
        assertNull(find(following, "pop3d: " + COURIER_LOGIN));
        following.use(Shipped.parsers("enable = -cyrus").parsers());
        assertEquals("courier", find(following, "pop3d: " + COURIER_LOGIN).parser());
    }

    @Test
    void believesNoLineThatTheSystemLoggerMayHaveCutShort() {
        String login = "qmail-pop3d: login: ip=[192.0.2.7] user=<bob>";
        int length = HEADER.length() + login.length();
        assertNull(find(Shipped.parsers("").follow(false, length), login));
        assertNull(find(Shipped.parsers("").follow(false, length - 1), login));
        assertEquals("qmail-pop3d", find(Shipped.parsers("").follow(false, length + 1), login).parser());
        Following following = Shipped.parsers("enable = popa3d-stateful").follow(false, 50);
        assertNull(find(following, "popa3d[7]: Session from 192.0.2.123"));
        assertEquals(Following.Outcome.CUT_SHORT, following.outcome());
        assertNull(find(following, "popa3d[7]: Authentication passed for a"),
                "the address may have been cut");
        assertEquals(2, following.cutShort());
    }

    /** Courier's logger cuts first; what the system logger leaves of the first part is shorter than Courier's limit. */
    @Test
    void aMessageCutShortIsNoShortOne() {
        Following following = Shipped.parsers("").follow(false, 250);
        find(following, "pop3d: x");
        assertNull(
                find(following, "pop3d: LOGIN FAILED, user=" + "E".repeat(250 - 19 - 7 - HEADER.length())));
        assertEquals(Following.Outcome.CUT_SHORT, following.outcome());
        assertNull(find(following, "pop3d: " + COURIER_LOGIN));
        assertEquals("courier", find(following, "pop3d: " + COURIER_LOGIN).parser());
    }

    /** What tells success stands at the end: cut anywhere, a failed login must not look good once it may have been cut. */
    @ParameterizedTest
    @ValueSource(ints = {128, 250, 255, 256, 480})
    void noFailedLoginLooksGoodWhereverItsEndIsThrownAway(int max) {
        Following following = Shipped.parsers("").follow(false, max);
        for (String server : List.of(PERDITION, OLD_PERDITION, GROMOX, VM_POP3D)) {
            for (int padding = 0; padding < 2 * max; padding++) {
                String whole = server.formatted("x".repeat(padding));
                String cut = whole.substring(0, Math.min(max - HEADER.length(), whole.length()));
                assertNull(find(following, cut), cut);
            }
        }
    }

    /** What the test above would be worth nothing without. */
    @Test
    void cutInTheRightPlaceEachOfThemLooksGoodWithoutTheLimit() {
        Following following = Shipped.parsers("").follow(false, 0);
        for (String server : List.of(PERDITION, OLD_PERDITION, GROMOX, VM_POP3D)) {
            String whole = server.formatted("x");
            boolean looksGood = false;
            for (int length = 0; length <= whole.length(); length++) {
                looksGood |= find(following, whole.substring(0, length)) != null;
            }
            assertTrue(looksGood, server);
        }
    }

    @Test
    void forgetsTheOldestConnectionOfTooMany() {
        Following following = Shipped.parsers("enable = popa3d-stateful").follow();
        for (int pid = 0; pid <= Connections.MAX; pid++) {
            find(following, "popa3d[" + pid + "]: Session from 192.0.2.1");
        }
        assertNull(find(following, "popa3d[0]: Authentication passed for joe"));
        assertEquals(Following.Outcome.NO_CONNECT, following.outcome());
        assertEquals("192.0.2.1",
                find(following, "popa3d[1]: Authentication passed for joe").address().toString());
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

    private static Following follow(String... sections) {
        return LoginParsers.of(Shipped.config(String.join("", sections)), List.of()).follow();
    }

    private static Login find(Following following, String tagAndMessage) {
        byte[] line = (HEADER + tagAndMessage).getBytes(StandardCharsets.ISO_8859_1);
        return following.find(line, 0, line.length, null, Arrival.live(NOW));
    }
}
