package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FollowingTest {
    private static final String COURIER_LOGIN = "LOGIN, user=joe, ip=[192.0.2.7]";
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
            "g.*g.*g.*g.*g.*b{ip}", "(g|h)*{ip}"})
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
        assertNull(following.find(cut, 0, cut.length, "pop3d", NOW));
        assertNull(following.find(login, 0, login.length, "pop3d", NOW));
        assertEquals("courier", following.find(login, 0, login.length, "pop3d", NOW).parser());
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
        byte[] line = ("Oct 12 07:31:05 mx1 " + tagAndMessage).getBytes(StandardCharsets.ISO_8859_1);
        return following.find(line, 0, line.length, null, NOW);
    }
}
