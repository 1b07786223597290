package poplock.whole;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The Debian package's life on a mail host without Java, started by the init scripts. */
class DebIT {
    private static final String SOMEBODY = "127.0.0.77";
    private static final String SOMEBODY_ELSE = "127.0.0.78";
    private static final String CONFIG = "/etc/smtp-poplock/smtp-poplock.conf";
    private static final List<String> DAEMONS = List.of("smtp-poplock-fifo-safety", "smtp-poplock-readlog");

    private static final Map<String, String> MAIN = Map.of("fifo-safety", "poplock.fifosafety.FifoSafety",
            "readlog", "poplock.readlog.Readlog");

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
        upgradeKeepsConfigurationAndDatabase();
        removalStopsDaemons();
        debian.run("dpkg --purge smtp-poplock");
        assertEquals(before, files(), "files after the purge");
        assertFalse(debian.succeeds("getent passwd poplock || getent group poplock"), "the user is gone");
    }

    /** The daemon's own pidfile names somebody else: the other daemon, a process of poplock's or root's, nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"fifo-safety", "readlog"})
    void staleNumberIsNoDaemon(String name) throws Exception {
        install();
        daemonsRun();
        String daemon = "smtp-poplock-" + name;
        String other = DAEMONS.stream().filter(each -> !each.equals(daemon)).findFirst().orElseThrow();
        String script = "/etc/init.d/" + daemon;
        String pidfile = "/run/" + daemon + ".pid";
        debian.run("""
                cd /root && useradd --system mallory
                for user in poplock root mallory; do
                    start-stop-daemon --start --background --make-pidfile --pidfile /run/$user.pid --chuid $user \
                        --exec /bin/sleep -- 1000
                done
                start-stop-daemon --start --background --make-pidfile --pidfile /run/named.pid --chuid poplock \
                    --startas /bin/sh -- -c 'sleep 1000; :' /usr/sbin/%s %s
                true & echo $! >/run/nobody.pid; wait
                echo nonsense >/run/garbled.pid; : >/run/empty.pid
                """.formatted(name, MAIN.get(name)));
        debian.run(script + " stop");
        for (String stranger : List.of("poplock", "root", "mallory", "named", "nobody", "garbled", "empty",
                other)) {
            String alive = "kill -0 $(cat /run/" + stranger + ".pid)";
            boolean lives = debian.succeeds(alive);
            String steal = "cat /run/" + stranger + ".pid >" + pidfile + "; ";
            assertEquals(3, debian.outcome(steal + script + " status").exit(), stranger);
            assertFalse(debian.succeeds(script + " reload"), stranger);
            debian.run(script + " try-restart && " + script + " stop");
            assertEquals(lives, debian.succeeds(alive), stranger + " after the stop");
            debian.run(steal);
        }
        debian.run(script + " start");
        daemonsRun();
    }

    @Test
    void replacedProgramIsStillKnown() throws Exception {
        install();
        daemonsRun();
        debian.run("for file in /usr/sbin/fifo-safety /usr/lib/smtp-poplock/runtime/bin/java; do"
                + " cp -p $file $file.new && mv $file.new $file; done");
        for (String daemon : DAEMONS) {
            String number = debian.run("cat /run/" + daemon + ".pid").strip();
            assertTrue(debian.run("readlink /proc/" + number + "/exe").contains("(deleted)"), daemon);
            debian.run("/etc/init.d/" + daemon + " status && /etc/init.d/" + daemon + " stop");
            assertFalse(debian.succeeds("kill -0 " + number), daemon + " has been stopped");
        }
    }

    /** As a system logger sees it; without a reader some die, and others give the FIFO up for a while. */
    @Test
    void upgradeLeavesTheFifoAReader() throws Exception {
        install();
        daemonsRun();
        Daemon watch = debian.watchFifo();
        for (String before : List.of(":", "/etc/init.d/smtp-poplock-readlog stop",
                "/etc/init.d/smtp-poplock-fifo-safety stop", "echo 'expiry = soon' >>" + CONFIG)) {
            debian.run(before);
            install();
            daemonsRun();
        }
        debian.run("touch /run/upgraded");
        assertEquals(0, watch.exit(), watch.output());
        assertEquals("watching\nwithout a reader 0 times\n", watch.output());
    }

    @Test
    void wrongConfigurationLeavesThePackageInstalled() throws Exception {
        install();
        daemonsRun();
        debian.run("echo 'expiry = soon' >>" + CONFIG);
        String numbers = "cat /run/smtp-poplock-fifo-safety.pid /run/smtp-poplock-readlog.pid";
        String before = debian.run(numbers);
        assertTrue(install().contains("expiry: 'soon'"), "says what is wrong");
        assertEquals(before, debian.run(numbers), "what runs goes on");
        daemonsRun();
        debian.run("/etc/init.d/smtp-poplock-readlog stop");
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
        wrongConfigurationIsNotReloaded();
        debian.run("logrotate --force /etc/logrotate.d/smtp-poplock");
        debian.run("/etc/init.d/smtp-poplock-readlog restart");
        box.until("the new log", () -> debian.succeeds("test -s /var/log/smtp-poplock/readlog.log"));
        String log = debian.run("cat /var/log/smtp-poplock/readlog.log.1");
        assertTrue(log.lines().allMatch(
                line -> line.matches("20\\d\\d-\\d\\d-\\d\\dT[\\d:]{8}[+-]\\d\\d:\\d\\d readlog: .*")), log);
        assertTrue(log.contains(" readlog: following "), log);
    }

    private void wrongConfigurationIsNotReloaded() throws Exception {
        debian.run("cp " + CONFIG + " /root/right.conf && echo 'expiry = soon' >>" + CONFIG);
        for (String daemon : DAEMONS) {
            String running = debian.run("cat /run/" + daemon + ".pid");
            for (String action : List.of("reload", "restart")) {
                Debian.Outcome outcome = debian.outcome("/etc/init.d/" + daemon + " " + action);
                assertNotEquals(0, outcome.exit(), daemon);
                assertTrue(outcome.output().contains("expiry: 'soon' is not a time"), outcome.output());
            }
            assertEquals(running, debian.run("cat /run/" + daemon + ".pid"), daemon + " goes on");
        }
        daemonsRun();
        debian.run("mv /root/right.conf " + CONFIG);
    }

    private void loginLetsItsAddressRelay() throws Exception {
        int port = Ports.free();
        box.start("tcpserver", debian.inside("exec tcpserver -H -R -l 0 127.0.0.1 " + port
                + " relaylock sh -c 'echo \"[${RELAYCLIENT-unset}]\"'"));
        box.until("tcpserver", () -> Ports.open("127.0.0.1", port));
        assertEquals("[unset]", answer(SOMEBODY, port));
        // Logins from this host are ignored by default.
        debian.run("echo 'ignore =' >>" + CONFIG + " && /etc/init.d/smtp-poplock-readlog restart");
        debian.run(
                "echo \"$(date '+%b %e %T')\"' mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip="
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
