package poplock.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The lines of INSTALL.md's "In your chain", each as it stands there, with real programs before and behind the native
 * relaylock. mailfront's servers stand in for qmail's, which Debian does not have; the database is written by hand.
 */
class ChainsIT {
    private static final String ALLOWED = "127.0.0.2";
    private static final String OTHER = "127.0.0.3";

    private Box box;
    private Poplock poplock;
    private int port;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        // The most that relaylock has to say: none of it may get into a conversation.
        poplock.set("verbose", "yes");
        long now = System.currentTimeMillis() / 1_000;
        Files.writeString(poplock.dbfile(), ALLOWED + " " + now + "\n");
        port = Ports.free();
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relaylock recordio ", "recordio /usr/sbin/relaylock ", "relaylock fixcrio ",
            "fixcrio /usr/sbin/relaylock ", "tcpsvd -l 0 0 smtp "})
    void relaysForWhoHasLoggedIn(String words) throws Exception {
        startLine(Chapter.line(words));
        relaysFor(ALLOWED, OTHER);
    }

    /** Every address is on the block list. */
    @Test
    void rblsmtpdLetsWhoHasLoggedInPass() throws Exception {
        try (BlockList list = new BlockList("zen.example.org", "127.0.0.53")) {
            startLine("DNSCACHEIP=" + list.address() + " " + Chapter.line("relaylock rblsmtpd "));
            assertEquals("553 " + BlockList.REASON, Client.at(ALLOWED).smtp(port), "without setenv");
            poplock.set("setenv", "RBLSMTPD=");
            relaysFor(ALLOWED, OTHER);
            assertEquals("553 " + BlockList.REASON, Client.at(OTHER).smtp(port));
        }
    }

    @Test
    void qmtpd() throws Exception {
        startLine(Chapter.line("relaylock /var/qmail/bin/qmail-qmtpd"));
        String recipient = "someone@foreign.example";
        assertEquals('K', Qmtp.answer(ALLOWED, port, recipient).charAt(0));
        assertEquals('D', Qmtp.answer(OTHER, port, recipient).charAt(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void stunnelsExec(String server) throws Exception {
        Certificate certificate = Certificate.make(box, box.dir().resolve("tls"));
        Path both = box.write("tls/mx1.pem", Files.readString(certificate.key())
                + Files.readString(certificate.certificate()));
        String service = substituted(Chapter.block("[smtps]"))
                .replace("accept = :::465", "accept = :::" + port)
                .replace("cert = /etc/stunnel/mx1.pem", "cert = " + both)
                .replace("execArgs = relaylock ", "execArgs = relaylock -c " + poplock.configuration() + " ");
        Path configuration = box.write("stunnel.conf",
                "foreground = yes\npid =\nsyslog = no\nsocket = l:SO_REUSEADDR=1\n" + service);
        startUnset(Component.installed("/usr/bin/stunnel", "stunnel4"), configuration.toString());
        if (server.equals("::1")) {
            Files.writeString(poplock.dbfile(), "::1 " + System.currentTimeMillis() / 1_000 + "\n");
            assertTrue(Client.at("::1").relaysInTls(port));
        } else {
            assertTrue(Client.at(ALLOWED).relaysInTls(port));
            assertFalse(Client.at(OTHER).relaysInTls(port));
        }
    }

    @Test
    void xinetd() throws Exception {
        Path log = box.dir().resolve("smtpd.log");
        Path script = box.write("smtpd",
                substituted(Chapter.block("#!/bin/sh")).replace("/var/log/smtpd.log", log.toString()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        String service = Chapter.block("service smtp")
                .replace("user = qmaild", "user = root\n type = UNLISTED\n port = " + port)
                .replace("/usr/local/sbin/smtpd", script.toString());
        Path configuration = box.write("xinetd.conf", service);
        startUnset(Component.installed("/usr/sbin/xinetd", "xinetd"), "-dontfork", "-f",
                configuration.toString(), "-pidfile", box.dir().resolve("xinetd.pid").toString());
        relaysFor(ALLOWED, OTHER);
        assertTrue(Files.readString(log).contains("relaylock: " + OTHER + " not allowed: no login\n"));
    }

    private void relaysFor(String allowed, String other) throws IOException {
        assertTrue(Client.at(allowed).relays(port));
        assertFalse(Client.at(other).relays(port));
    }

    private void startLine(String line) throws Exception {
        startUnset("sh", "-c", substituted(line).replaceFirst("((?:tcpserver|tcpsvd) )", "exec $1"));
    }

    /** Starts what listens on the port, as init does: without anything in the environment that is a connection's. */
    private void startUnset(String... command) throws Exception {
        List<String> whole = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin:/usr/sbin"));
        whole.addAll(List.of(command));
        Daemon daemon = box.start("chain", whole);
        box.until(daemon, "a listener on port " + port, () -> Ports.open("127.0.0.1", port));
    }

    private String substituted(String text) {
        String relaylock = poplock.relaylock(Form.NATIVE).getFirst();
        return text.replace("tcpserver ...", "tcpserver -H -R -l localhost")
                .replaceFirst("\\b0 (smtp|qmtp) ", "127.0.0.1 " + port + " ")
                .replace("/usr/sbin/relaylock ", relaylock + " -c " + poplock.configuration() + " ")
                .replace("/usr/sbin/relaylock", relaylock)
                .replace("/var/qmail/bin/qmail-smtpd", String.join(" ", Smtp.mailfront()))
                .replace("/var/qmail/bin/qmail-qmtpd",
                        Component.installed("/usr/sbin/qmtpfront-echo", "mailfront")
                                + " accept-sender relayclient");
    }
}
