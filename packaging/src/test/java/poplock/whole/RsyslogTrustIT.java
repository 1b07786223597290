package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The shipped rsyslog snippet believes trusted users' lines only, whatever a local user logs. */
class RsyslogTrustIT {
    private static final String LOGIN = "imap-login: Login: user=<bob>, method=PLAIN, rip=%s, lip=127.0.0.1, mpid=7, TLS, session=<x>";

    private Box box;
    private Poplock poplock;
    private Rsyslog rsyslog;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        Path fifo = box.fifo("poplock/fifo");
        poplock.set("source", "fifo:" + fifo);
        poplock.readlog(fifo);
        rsyslog = new Rsyslog(box, Files.readString(Component.PACKAGING.resolve("syslog/rsyslog.conf"))
                .replace("/var/smtp-poplock/fifo", fifo.toString()));
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void localUsersLinesOpenNothing() throws Exception {
        logAs("nobody", LOGIN.formatted("203.0.113.1"));
        logAs("nobody",
                "@cee: {\"uid\": 0, \"msg\": \"" + LOGIN.formatted("203.0.113.2").replace("\"", "") + "\"}");
        logAs("nobody", LOGIN.formatted("203.0.113.3") + " @[_UID=0]");
        logAs("root", LOGIN.formatted("192.0.2.1"));
        poplock.untilRecorded("192.0.2.1");
        assertTrue(rsyslog.everything().contains("203.0.113.3"), "the user's lines did reach rsyslog");
        assertEquals(Set.of("192.0.2.1"), poplock.addresses());
    }

    private void logAs(String user, String message) throws Exception {
        Box.run(box
                .inside("runuser", "-u", user, "--", "logger", "-t", "dovecot", "-p", "mail.info", "--",
                        message)
                .toArray(String[]::new));
    }
}
