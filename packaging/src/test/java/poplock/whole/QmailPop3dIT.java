package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The shipped qmail-pop3d-login in a chain like qmail-popup's: tcpserver, mailfront's pop3front-auth with CVM in the place of
 * qmail-popup and checkpassword, and pop3front-maildir in that of qmail-pop3d, all real.
 */
class QmailPop3dIT extends DualStackCases {
    /** The users file's; qmail-pop3d-login runs and logs as this user. */
    private static final String UID = "40001";

    @Override
    MailServer start() throws Exception {
        return MailServer.pop3(null, chain("", ""));
    }

    @Override
    String rules(Path fifo) throws Exception {
        return Rsyslog.shipped(fifo, "0", UID);
    }

    @Override
    boolean logsNames() {
        return false;
    }

    @Test
    void loginsInTheServicesOwnLogAreRecorded() throws Exception {
        Poplock own = new Poplock(box, "own");
        Path log = box.dir().resolve("pop3-log/current");
        Box.run("install", "-d", log.getParent().toString());
        int port = chain("-e",
                "2>&1 | exec " + Component.installed("/usr/bin/multilog", "daemontools") + " t "
                        + log.getParent());
        box.until("multilog's file", () -> Files.exists(log));
        own.set("source", "file:" + log);
        own.readlog(log);
        assertTrue(Client.at("127.0.0.2").pop3(port, Box.USER, Box.PASSWORD));
        own.untilRecorded("127.0.0.2");
    }

    /**
     * Starts the chain.
     *
     * @param option of qmail-pop3d-login
     * @param output where the whole's output goes
     */
    private int chain(String option, String output) throws Exception {
        Path home = box.dir().resolve("home/pop3");
        for (String folder : new String[] {"", "/Maildir", "/Maildir/new", "/Maildir/cur", "/Maildir/tmp"}) {
            Box.run("install", "-d", "-o", UID, home + folder);
        }
        Path users = box.write("cvm-users",
                Box.USER + ":" + Box.PASSWORD + ":" + UID + ":" + UID + "::" + home + ":/bin/sh\n");
        int port = Ports.free();
        String chain = String.join(" ", Component.unpacked("ucspi-tcp-ipv6", "usr/bin/tcpserver"), "-H", "-R",
                "-l", "localhost", "-c", "200", "0", Integer.toString(port),
                Component.installed("/usr/sbin/pop3front-auth", "mailfront"),
                Component.installed("/usr/bin/cvm-pwfile", "cvm"),
                Component.ours("packaging/qmail-pop3d/qmail-pop3d-login"), option,
                Component.installed("/usr/sbin/pop3front-maildir", "mailfront"), "Maildir", output);
        Daemon daemon = box.start("pop3-" + port,
                box.inside("sh", "-c", "export CVM_PWFILE_PATH=" + users + "; " + chain));
        box.listening(daemon, port);
        return port;
    }
}
