package poplock.whole;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real svlogd, runit's logger, and multilog, daemontools', whose file `current` readlog follows. */
class CurrentFileIT {
    private static final int LOGINS = 600;
    /** Bytes after which svlogd rotates: some 20 lines. */
    private static final int SIZE = 2_048;
    private static final int LONGEST_LINE = 1_000;
    private static final String SVLOGD = "svlogd -tt";
    /** It rotates after 4,096 bytes at the least. */
    private static final String MULTILOG = "multilog t s4096 n1000";

    private Box box;
    private Poplock poplock;
    private Path current;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        current = box.write("main/config", "s" + SIZE + "\nn0\n").resolveSibling("current");
        poplock.set("source", "file:" + current);
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-t", "-tt", "-ttt"})
    void realDovecotThroughSocklogAndSvlogd(String stamp) throws Exception {
        Daemon logger = box.start("logger", "sh", "-c", Component.installed("/usr/sbin/socklog", "socklog")
                + " unix " + box.log() + " | exec " + svlogd(stamp));
        box.until(logger, "the logger's socket", () -> Files.exists(box.log()));
        followCurrent();
        loginIsRecordedAndFailureIsNot();
    }

    /** What packaging/syslog/socklog says: tee beside svlogd. */
    @Test
    void realDovecotThroughSocklogTeeAndSvlogdAsShipped() throws Exception {
        Path fifo = poplock.readFifo();
        Path shipped = box.write("log-run",
                Files.readString(Path.of(Component.ours("packaging/syslog/socklog")))
                        .replace("/var/smtp-poplock/fifo", fifo.toString())
                        .replace(" main", " " + current.getParent()));
        Daemon logger = box.start("logger", "sh", "-c",
                Component.installed("/usr/sbin/socklog", "socklog") + " unix " + box.log() + " | sh "
                        + shipped);
        box.until(logger, "the logger's socket", () -> Files.exists(box.log()));
        loginIsRecordedAndFailureIsNot();
        box.until("the usual log", () -> logged().contains("rip=127.0.0.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SVLOGD, MULTILOG})
    void nothingIsLostInTheRotationsOf(String logger) throws Exception {
        try (OutputStream lines = inputOf(logger)) {
            followCurrent();
            write(lines, 0, LOGINS);
            untilAllRecorded();
        }
        assertTrue(rotated() > LOGINS / 60, () -> "rotated " + rotated() + " times");
    }

    @ParameterizedTest
    @ValueSource(strings = {SVLOGD, MULTILOG})
    void nothingIsLostWhileReadlogIsDownInTheRotationsOf(String logger) throws Exception {
        try (OutputStream lines = inputOf(logger)) {
            Daemon readlog = followCurrent();
            write(lines, 0, 50);
            poplock.untilRecorded(address(49));
            assertEquals(0, readlog.stop(), readlog::toString);
            int before = rotated();
            write(lines, 50, LOGINS);
            box.until("the rotations", () -> rotated() > before + LOGINS / 60);
            Daemon again = poplock.readlog(current);
            untilAllRecorded();
            assertFalse(again.output().contains("warning"), again::toString);
        }
    }

    /** The end of a line that is too long for svlogd must not become a line of its own. */
    @Test
    void aLineThatIsTooLongForSvlogdIsNotCutInTwo() throws Exception {
        try (OutputStream lines = inputOf(SVLOGD)) {
            followCurrent();
            String failure = "dovecot: imap-login: Disconnected: user=<";
            for (int around = -3; around <= 3; around++) {
                lines.write((failure + "E".repeat(LONGEST_LINE + around - failure.length())
                        + login(HostileNames.FORGED)).getBytes(StandardCharsets.ISO_8859_1));
            }
            write(lines, 0, 1);
            poplock.untilRecorded(address(0));
            assertEquals(Set.of(address(0)), poplock.addresses());
        }
    }

    private void loginIsRecordedAndFailureIsNot() throws Exception {
        MailServer dovecot = new Dovecot(box).ports;
        assertFalse(Client.at("127.0.0.66").pop3(dovecot.pop3(), Box.USER, "wrong"));
        assertTrue(Client.at("127.0.0.2").pop3(dovecot.pop3(), Box.USER, Box.PASSWORD));
        poplock.untilRecorded("127.0.0.2");
        assertEquals(Set.of("127.0.0.2"), poplock.addresses());
    }

    private String svlogd(String stamp) {
        return Component.installed("/usr/bin/svlogd", "runit") + " " + stamp + " " + current.getParent();
    }

    /** Starts svlogd or multilog; what it reads comes from here. */
    private OutputStream inputOf(String logger) throws Exception {
        Component.installed("/usr/bin/multilog", "daemontools");
        Path input = box.fifo("input");
        box.start("logger", "sh", "-c", "exec " + logger + " " + current.getParent() + " <" + input);
        return Files.newOutputStream(input);
    }

    private Daemon followCurrent() throws Exception {
        box.until("svlogd's file", () -> Files.exists(current));
        return poplock.readlog(current);
    }

    private static void write(OutputStream lines, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            lines.write(("dovecot: " + login(address(i))).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String login(String address) {
        return "imap-login: Login: user=<tester>, method=PLAIN, rip=" + address + ", lip=127.0.0.1\n";
    }

    private static String address(int number) {
        return "10.0." + number / 250 + "." + (number % 250 + 1);
    }

    private void untilAllRecorded() throws Exception {
        Set<String> all = IntStream.range(0, LOGINS).mapToObj(CurrentFileIT::address)
                .collect(Collectors.toCollection(TreeSet::new));
        poplock.untilRecorded(address(LOGINS - 1));
        all.removeAll(poplock.addresses());
        assertEquals(Set.of(), all, "lost");
    }

    /** What is in all of the logger's files. */
    private String logged() throws Exception {
        return Box.run("sh", "-c", "cat " + current.getParent() + "/@* " + current + " 2>/dev/null || :");
    }

    /** How many files the logger has put aside. */
    private int rotated() {
        String[] names = current.getParent().toFile().list((folder, name) -> name.startsWith("@"));
        return names.length;
    }
}
