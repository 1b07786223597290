package poplock.whole;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Real Dovecot that takes every byte in a user name and every name for a user, behind real rsyslog: whoever has a password
 * chooses what stands in the middle of a true login's line.
 */
class DovecotLaxIT {
    private static final String ATTACKER = "127.0.0.66";
    private static final String FENCE = "127.0.0.99";
    private static final List<String> ODD = List.of("bob smith", "o'brien, bob", "rip=" + HostileNames.FORGED,
            "bob%0Arip=" + HostileNames.FORGED, "a\tb", "\u00c3\u0085ke",
            "gr\u00c3\u00bc\u00c3\u009fe", "A".repeat(300),
            " bob ",
            "bob, rip=" + HostileNames.FORGED + ", lip=127.0.0.1");

    private Box box;
    private Poplock poplock;
    private Rsyslog rsyslog;
    private MailServer dovecot;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        rsyslog = new Rsyslog(box, Rsyslog.shipped(poplock.readFifo(), "0"));
        dovecot = Dovecot.lax(box).ports;
    }

    @AfterEach
    void stop() {
        box.close();
    }

    /** Names that are odd, but no forgeries: their logins count, for the address they came from. */
    @Test
    void loginsOfOddNamesAreRecorded() throws Exception {
        Set<String> expected = new HashSet<>();
        for (String name : ODD) {
            for (MailServer.Way way : dovecot.rawWays()) {
                String address = "127.0.1." + (expected.size() + 1);
                assertTrue(way.in(dovecot.client(address), name, Box.PASSWORD), name);
                expected.add(address);
                poplock.untilRecorded(address);
            }
        }
        assertEquals(expected, poplock.addresses());
    }

    @Test
    void wrongPasswordsOfHostileNamesAreNotRecorded() throws Exception {
        assertEquals(List.of(), attack("wrong", hostile(), Set.of(FENCE)));
        assertTrue(rsyslog.everything().contains("rip=" + HostileNames.FORGED), "forgeries in the log");
    }

    /** They are true logins; what matters is that no other address is taken for theirs. */
    @Test
    void rightPasswordsOfHostileNamesForgeNoAddress() throws Exception {
        List<String> names = hostile();
        List<String> in = attack(Box.PASSWORD, names, Set.of(FENCE, ATTACKER));
        assertTrue(in.size() > names.size(), () -> "few were let in: " + in);
        assertTrue(
                rsyslog.everything()
                        .contains("-login: Login: user=<x>, method=PLAIN, rip=" + HostileNames.FORGED),
                "forgeries in the log");
    }

    @Test
    void masterUsersLoginsForgeNoAddress() throws Exception {
        String address = "127.0.0.5";
        for (MailServer.Way way : dovecot.ways()) {
            assertTrue(way.in(dovecot.client(address), Box.USER + Dovecot.MASTER, Box.PASSWORD));
        }
        poplock.untilRecorded(address);
        List<String> names = new ArrayList<>();
        hostile().forEach(name -> names.addAll(List.of(name + Dovecot.MASTER, Box.USER + "*" + name)));
        List<String> in = attack(Box.PASSWORD, names, Set.of(FENCE, ATTACKER, address));
        assertTrue(in.stream().anyMatch(name -> name.contains(HostileNames.FORGED)), "none was let in");
    }

    @Test
    void masterUsersWrongPasswordsAreNotRecorded() throws Exception {
        attack("wrong", hostile().stream().map(name -> name + Dovecot.MASTER).toList(), Set.of(FENCE));
    }

    private static List<String> hostile() {
        return Stream.concat(HostileNames.all().stream(), ODD.stream()).toList();
    }

    /**
     * Tries the names, and then logs in from the fence to see that all was read.
     *
     * @param allowed all that may then be in the database
     * @return the names that were let in
     */
    private List<String> attack(String password, List<String> names, Set<String> allowed) throws Exception {
        List<String> in = new Attack(dovecot.client(ATTACKER), dovecot.rawWays(), password)
                .letIn(names);
        assertTrue(dovecot.ways().getFirst().in(dovecot.client(FENCE), Box.USER, Box.PASSWORD));
        poplock.untilRecorded(FENCE);
        Set<String> others = poplock.addresses();
        others.removeAll(allowed);
        assertEquals(Set.of(), others);
        return in;
    }
}
