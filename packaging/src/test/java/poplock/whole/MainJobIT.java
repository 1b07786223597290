package poplock.whole;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The main job, with every part real: Dovecot, rsyslog, a FIFO, readlog, fifo-safety, tcpserver, relaylock, mailfront. */
class MainJobIT {
    private static final String SOMEBODY = "127.0.0.2";
    private static final String SOMEBODY_ELSE = "127.0.0.3";
    private static final String FAILS = "127.0.0.4";
    private static final int SHORT_EXPIRY = 3;

    private Box box;
    private Poplock poplock;
    private Path fifo;
    private Daemon readlog;
    private Rsyslog rsyslog;
    private MailServer dovecot;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        fifo = box.fifo("poplock/fifo");
        poplock.set("source", "fifo:" + fifo);
        readlog = poplock.readlog(fifo);
        rsyslog = new Rsyslog(box, Rsyslog.into(fifo));
        dovecot = new Dovecot(box).ports;
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @ParameterizedTest
    @EnumSource
    void dovecotRsyslogTcpserverMailfront(Form form) throws Exception {
        poplock.fifoSafety(form, fifo);
        Smtp smtp = smtp(form);
        failedLoginOpensNothing(smtp);
        loginLetsItsAddressRelay(smtp, SOMEBODY);
        assertFalse(Client.at(SOMEBODY_ELSE).relays(smtp.port()), "another address may not relay");
        denyRevokesAtOnce(smtp);
        if (Ports.loopback().contains("::1")) {
            loginLetsItsAddressRelay(smtp, "::1");
        }
        loginExpires(smtp);
        assertTrue(readlog.alive(), readlog::toString);
    }

    private void failedLoginOpensNothing(Smtp smtp) throws Exception {
        assertFalse(Client.at(FAILS).pop3(dovecot.pop3(), Box.USER, "wrong"));
        assertFalse(Client.at(FAILS).imap(dovecot.imap(), Box.USER, "wrong"));
        assertFalse(Client.at(FAILS).pop3(dovecot.pop3(), "nobody-here", Box.PASSWORD));
        assertTrue(Client.at("127.0.0.9").imap(dovecot.imap(), Box.USER, Box.PASSWORD));
        poplock.untilRecorded("127.0.0.9");
        assertEquals(Set.of("127.0.0.9"), poplock.addresses());
        assertFalse(Client.at(FAILS).relays(smtp.port()));
    }

    private void loginLetsItsAddressRelay(Smtp smtp, String address) throws Exception {
        Client client = Client.at(address);
        assertFalse(client.relays(smtp.port()), address + " may not relay before its login");
        assertTrue(client.pop3(dovecot.pop3(), Box.USER, Box.PASSWORD));
        box.until(address + " may relay", () -> client.relays(smtp.port()));
    }

    private void denyRevokesAtOnce(Smtp smtp) throws Exception {
        poplock.set("deny", SOMEBODY + "/32");
        assertFalse(Client.at(SOMEBODY).relays(smtp.port()), "deny beats the database");
        poplock.set("deny", "");
        assertTrue(Client.at(SOMEBODY).relays(smtp.port()));
    }

    private void loginExpires(Smtp smtp) throws Exception {
        poplock.set("expiry", SHORT_EXPIRY + "s");
        long login = System.nanoTime();
        assertTrue(Client.at(SOMEBODY_ELSE).imaps(dovecot.imaps(), Box.USER, Box.PASSWORD));
        box.until("a login in TLS lets relay", () -> Client.at(SOMEBODY_ELSE).relays(smtp.port()));
        box.until("the login expires", () -> !Client.at(SOMEBODY_ELSE).relays(smtp.port()));
        // The database knows whole seconds, so a login may expire up to one second early.
        assertTrue((System.nanoTime() - login) / 1e9 >= SHORT_EXPIRY - 1, "expired too early");
        assertFalse(Client.at(SOMEBODY).relays(smtp.port()));
    }

    @Test
    void secondReadlogRefusesToStart() throws Exception {
        Daemon second = poplock.readlog();
        assertEquals(111, second.exit(), second::toString);
        assertTrue(second.output().startsWith("readlog: fatal: "), second::output);
        assertEquals(1, second.output().lines().count(), second::output);
        login(SOMEBODY);
        assertTrue(readlog.alive());
    }

    @Test
    void killedReadlogLeavesWholeDatabaseAndGoesOn() throws Exception {
        for (int i = 10; i < 15; i++) {
            login("127.0.0." + i);
            readlog.close();
            Set<String> before = poplock.addresses();
            assertTrue(before.contains("127.0.0." + i), before::toString);
            readlog = poplock.readlog(fifo);
            assertEquals(before, poplock.addresses());
        }
        login(SOMEBODY);
        assertEquals(6, poplock.addresses().size());
    }

    @Test
    void loginsWhileReadlogIsDownAreNotLost() throws Exception {
        poplock.fifoSafety(Form.JAR, fifo);
        assertEquals(0, readlog.stop(), readlog::toString);
        assertTrue(Client.at(SOMEBODY).pop3(dovecot.pop3(), Box.USER, Box.PASSWORD));
        readlog = poplock.readlog(fifo);
        poplock.untilRecorded(SOMEBODY);
    }

    @Test
    void rsyslogRestartGoesUnnoticed() throws Exception {
        login("127.0.0.10");
        rsyslog.stop();
        rsyslog.start();
        login(SOMEBODY);
        assertTrue(readlog.alive());
    }

    private void login(String address) throws Exception {
        assertTrue(Client.at(address).imap(dovecot.imap(), Box.USER, Box.PASSWORD));
        poplock.untilRecorded(address);
    }

    /** The native relaylock runs under the limit of a normal qmail run script; a JVM cannot. */
    private Smtp smtp(Form form) throws Exception {
        List<String> command = new ArrayList<>();
        if (form == Form.NATIVE) {
            command.addAll(
                    List.of(Component.installed("/usr/bin/softlimit", "daemontools"), "-m", "4000000"));
        }
        command.addAll(poplock.relaylock(form, Smtp.mailfront()));
        return Smtp.tcpserver6(box, command);
    }
}
