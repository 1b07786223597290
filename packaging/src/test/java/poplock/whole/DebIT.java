package poplock.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The Debian package's life on a mail host without Java, started by the init scripts. */
class DebIT {
    private static final String SOMEBODY = "127.0.0.77";
    private static final String SOMEBODY_ELSE = "127.0.0.78";
    private static final String CONFIG = "/etc/smtp-poplock/smtp-poplock.conf";
    private static final List<String> DAEMONS = List.of("smtp-poplock-fifo-safety", "smtp-poplock-readlog");

    private Box box;
    private Debian debian;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        debian = Debian.bare(box);
    }

    @AfterEach
    void stop() {
        debian.close();
        box.close();
    }

    @Test
    void installUseUpgradeRemovePurge() throws Exception {
        assertFalse(debian.succeeds("command -v java"), "no Java there");
        Set<String> before = files();
        install();
        daemonsRun();
        nobodyElseMayWrite();
        nobodyReplacesTheFifo();
        restartByInitScripts();
        loginLetsItsAddressRelay();
        showallowedUsesItsArchive();
        upgradeKeepsConfigurationAndDatabase();
        removalStopsDaemons();
        debian.run("dpkg --purge smtp-poplock");
        assertEquals(before, files(), "files after the purge");
        assertFalse(debian.succeeds("getent passwd poplock || getent group poplock"), "the user is gone");
    }

    @Test
    void wrongConfigurationLeavesThePackageInstalled() throws Exception {
        install();
        debian.run("echo 'expiry = soon' >>" + CONFIG);
        assertTrue(install().contains("warning: smtp-poplock-readlog does not start"), "a warning");
        assertTrue(debian.run("dpkg -s smtp-poplock").contains("Status: install ok installed"), "installed");
        debian.run("dpkg --purge smtp-poplock");
    }

    private String install() throws Exception {
        Debian.Outcome outcome = debian.install();
        assertEquals(0, outcome.exit(), outcome.output());
        return outcome.output();
    }

    private void daemonsRun() throws Exception {
        for (String daemon : DAEMONS) {
            box.until(daemon + " on the FIFO", () -> debian.succeeds("/etc/init.d/" + daemon
                    + " status && ls -l /proc/$(cat /run/" + daemon
                    + ".pid)/fd | grep -q /var/smtp-poplock/fifo"));
        }
        box.until("readlog's database", () -> Files.exists(debian.path("/var/smtp-poplock/dbfile")));
    }

    private void nobodyElseMayWrite() throws Exception {
        assertEquals("1775 root:poplock\n", debian.run("stat -c '%a %U:%G' /var/smtp-poplock"));
        assertEquals("660 root:poplock fifo\n",
                debian.run("stat -c '%a %U:%G %F' /var/smtp-poplock/fifo"));
        assertEquals("644 poplock\n", debian.run("stat -c '%a %U' /var/smtp-poplock/dbfile"));
        String nobody = "exec su -s /bin/sh nobody -c ";
        for (String forbidden : List.of("echo x >/var/smtp-poplock/fifo", "cat </var/smtp-poplock/fifo",
                "echo x >>/var/smtp-poplock/dbfile", "touch /var/smtp-poplock/x",
                "rm -f /var/smtp-poplock/fifo",
                "mv /var/smtp-poplock/dbfile /var/smtp-poplock/x", "echo x >>" + CONFIG,
                "touch /usr/lib/smtp-poplock/x")) {
            assertFalse(debian.succeeds(nobody + "'" + forbidden + "'"), "nobody: " + forbidden);
        }
        debian.run(nobody + "showallowed");
    }

    /** Neither a readlog that somebody has taken over nor a system logger with a user of its own puts another FIFO there. */
    private void nobodyReplacesTheFifo() throws Exception {
        debian.run("useradd --system --groups poplock syslog");
        String fifo = debian.run("stat -c '%i %a %U' /var/smtp-poplock/fifo");
        for (String user : List.of("poplock", "syslog")) {
            for (String forbidden : List.of("rm -f fifo", "mv fifo old", "mkfifo x-$$; mv -f x-$$ fifo",
                    "ln -sf dbfile fifo", "chmod 666 fifo", "mv /var/smtp-poplock /var/x")) {
                assertFalse(debian.succeeds("cd /var/smtp-poplock && " + as(user) + forbidden + "'"),
                        user + ": " + forbidden);
            }
            debian.run(as(user) + ": >>/var/smtp-poplock/fifo'");
        }
        assertEquals(fifo, debian.run("stat -c '%i %a %U' /var/smtp-poplock/fifo"), "the FIFO");
        assertFalse(debian.succeeds(as("syslog") + "echo x >>/var/smtp-poplock/dbfile'"),
                "syslog writes the database");
        assertFalse(debian.succeeds(as("syslog") + "rm -f /var/smtp-poplock/dbfile'"),
                "syslog removes the database");
        debian.run("userdel syslog && rm -f /var/smtp-poplock/x-*");
    }

    private static String as(String user) {
        return "setpriv --reuid " + user + " --regid " + user + " --init-groups sh -c '";
    }

    private void restartByInitScripts() throws Exception {
        for (String daemon : DAEMONS) {
            debian.run("/etc/init.d/" + daemon + " stop");
            assertFalse(debian.succeeds("/etc/init.d/" + daemon + " status"), daemon + " is stopped");
            debian.run("/etc/init.d/" + daemon + " stop");
            debian.run("/etc/init.d/" + daemon + " start");
            debian.run("/etc/init.d/" + daemon + " start");
        }
        daemonsRun();
        for (String daemon : DAEMONS) {
            debian.run("/etc/init.d/" + daemon + " reload");
        }
        daemonsRun();
        debian.run("logrotate --force /etc/logrotate.d/smtp-poplock");
    }

    private void loginLetsItsAddressRelay() throws Exception {
        int port = Ports.free();
        box.start("tcpserver", debian.inside("exec tcpserver -H -R -l 0 127.0.0.1 " + port
                + " relaylock sh -c 'echo \"[${RELAYCLIENT-unset}]\"'"));
        box.until("tcpserver", () -> Ports.open("127.0.0.1", port));
        assertEquals("[unset]", answer(SOMEBODY, port));
        debian.run("echo 'Nov 22 12:00:00 mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip="
                + SOMEBODY
                + ", lip=127.0.0.1, mpid=7, TLS, session=<x>' >/var/smtp-poplock/fifo");
        box.until(SOMEBODY + " may relay", () -> answer(SOMEBODY, port).equals("[]"));
        assertEquals("[unset]", answer(SOMEBODY_ELSE, port));
        assertTrue(debian.run("showallowed").contains(SOMEBODY), "showallowed lists it");
        debian.run("showallowed " + SOMEBODY);
    }

    private static String answer(String from, int port) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from),
                0)) {
            return new String(socket.getInputStream().readAllBytes()).strip();
        }
    }

    /** With -Xshare:on a JVM does not start if it cannot use the archive. */
    private void showallowedUsesItsArchive() throws Exception {
        String classes = debian.run("SMTP_POPLOCK_JAVA_OPTIONS='-Xshare:on -Xlog:class+load' showallowed");
        assertTrue(classes.lines().anyMatch(
                line -> line.contains("picocli.CommandLine ") && line.contains("shared objects file")),
                classes);
    }

    private void upgradeKeepsConfigurationAndDatabase() throws Exception {
        debian.run("echo 'expiry = 2h' >>" + CONFIG);
        debian.run("cd /var/smtp-poplock && chown poplock:poplock . fifo && chmod 755 . && chmod 620 fifo");
        install();
        daemonsRun();
        nobodyElseMayWrite();
        assertTrue(debian.run("cat " + CONFIG).endsWith("expiry = 2h\n"), "the configuration is kept");
        assertTrue(debian.run("showallowed " + SOMEBODY).contains("2h"), "the database is kept");
    }

    private void removalStopsDaemons() throws Exception {
        debian.run("dpkg --remove smtp-poplock");
        assertEquals("", debian.run("find /proc -maxdepth 1 -user poplock"), "poplock's processes");
        assertTrue(debian.succeeds("test -s " + CONFIG + " && test -s /var/smtp-poplock/dbfile"),
                "configuration and database stay until the purge");
    }

    /** All files but those in which the package tools keep their own notes. */
    private Set<String> files() throws Exception {
        return new TreeSet<>(debian.run("find / -xdev -path /proc -prune -o -path /var/lib/dpkg -prune -o"
                + " -path /var/log -name 'dpkg.log*' -o -name '*-' -o -path /var/lib/logrotate/status -o"
                + " -path /var/cache/ldconfig -prune -o -print").lines().toList());
    }
}
