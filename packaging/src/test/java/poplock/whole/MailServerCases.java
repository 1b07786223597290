package poplock.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import poplock.common.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every POP3 and IMAP server must pass: a real one, which logs through real rsyslog to readlog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailServerCases {

    Box box;
    Poplock poplock;
    Rsyslog rsyslog;
    MailServer server;
    /** Addresses seen to log in. */
    private final Set<String> expected = new TreeSet<>();
    private int clients = 100;

    /** Starts the server in {@link #box}. */
    abstract MailServer start() throws Exception;

    /** What rsyslog does with its lines: what we ship, for servers that log as root. */
    String rules(Path fifo) throws Exception {
        return Rsyslog.shipped(fifo, "0");
    }

    /** What the configuration needs for this server. */
    void configure() throws IOException {}

    /** Whether it logs the names of users that it refuses. */
    boolean logsNames() {
        return true;
    }

    String attacker() {
        return "127.0.0.66";
    }

    /** The address of a client that nobody was before. */
    String newClient() {
        return "127.0.0." + ++clients;
    }

    @BeforeAll
    void startAll() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        configure();
        rsyslog = new Rsyslog(box, rules(poplock.readFifo()));
        server = start();
    }

    @AfterAll
    void stopAll() {
        box.close();
    }

    @BeforeEach
    void onlyWhoLoggedIn() throws IOException {
        assertEquals(expected, poplock.addresses());
    }

    @Test
    void loginsAreRecorded() throws Exception {
        for (MailServer.Way way : server.ways()) {
            login(way, newClient());
        }
    }

    @Test
    void wrongPasswordsAreNotRecorded() throws Exception {
        new Attack(server.client(attacker()), server.ways(), "wrong").with(List.of(Box.USER));
        nobodyButExpected();
    }

    @Test
    void unknownUsersAreNotRecorded() throws Exception {
        new Attack(server.client(attacker()), server.ways(), Box.PASSWORD).with(List.of("nobody-here"));
        nobodyButExpected();
    }

    @Test
    void connectionsWithoutLoginAreNotRecorded() throws Exception {
        for (int port : server.ports()) {
            try (Wire wire = new Wire(attacker(), server.client(attacker()).server(), port)) {
                wire.send("GET / HTTP/1.0");
            }
        }
        nobodyButExpected();
    }

    @Test
    void hostileNamesLetNobodyIn() throws Exception {
        new Attack(server.client(attacker()), server.rawWays(), "wrong").with(HostileNames.all());
        nobodyButExpected();
        assertEquals(logsNames(), rsyslog.everything().contains(HostileNames.FORGED), "forgeries in the log");
    }

    /** Logs in with the right password, and waits until that is recorded, and not only an earlier login. */
    void login(MailServer.Way way, String address) throws Exception {
        Optional<Entry> before = poplock.find(address);
        untilAfter(before);
        assertTrue(way.in(server.client(address), Box.USER, Box.PASSWORD),
                "login refused, see " + server);
        expected.add(address);
        box.until(address + " in the database",
                () -> !poplock.find(address).equals(before));
    }

    /** Waits until a login would have another time than this one. */
    void untilAfter(Optional<Entry> login) throws Exception {
        long time = login.map(Entry::time).orElse(0L);
        box.until("another second", () -> System.currentTimeMillis() / 1_000 > time);
    }

    /** A login that follows shows that all before it were read. */
    void nobodyButExpected() throws Exception {
        login(server.ways().getFirst(), newClient());
        assertEquals(expected, poplock.addresses());
    }
}
