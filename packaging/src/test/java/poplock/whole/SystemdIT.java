package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The package on a mail host that systemd has booted: the shipped units, rsyslog behind journald, and the journal itself. */
class SystemdIT {
    private static final String READLOG = "smtp-poplock-readlog";
    private static final String FIFO_SAFETY = "smtp-poplock-fifo-safety";
    private static final List<String> UNITS = List.of(READLOG, FIFO_SAFETY);
    private static final String DATABASE = "/var/smtp-poplock/dbfile";
    private static final String EARLY = "192.0.2.100";

    private Box box;
    private Debian debian;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        debian = Debian.booted(box);
        Debian.Outcome installed = debian.install();
        assertEquals(0, installed.exit(), installed.output());
        for (String unit : UNITS) {
            untilOnFifo(unit);
        }
    }

    @AfterEach
    void stop() {
        debian.close();
        box.close();
    }

    @Test
    void unitsRunHardenedAndComeBack() throws Exception {
        for (String unit : UNITS) {
            hardened(unit);
        }
        rsyslogAsInstallTells();
        loginRecorded("192.0.2.1");
        assertEquals("[]\n", relaylock("192.0.2.1"));
        assertEquals("[unset]\n", relaylock("192.0.2.2"));
        debian.run("systemctl reload " + String.join(" ", UNITS));
        wrongConfigurationIsNotReloaded();
        for (String unit : UNITS) {
            String killed = pid(unit);
            debian.run("kill -KILL " + killed);
            box.until(unit + " again", () -> !Set.of("0", killed).contains(pid(unit)));
            untilOnFifo(unit);
        }
        loginRecorded("192.0.2.3");
        debian.run("systemctl stop " + String.join(" ", UNITS));
        for (String unit : UNITS) {
            assertEquals("success inactive\n",
                    debian.run("echo $(systemctl show -P ActiveState -P Result " + unit + ")"));
        }
        debian.run("systemctl start " + String.join(" ", UNITS));
        assertEquals(Set.of("192.0.2.1", "192.0.2.3"), recorded());
        debian.run("dpkg --remove smtp-poplock");
        assertEquals("", debian.run("find /proc -maxdepth 1 -user poplock"), "poplock's processes");
        debian.run("dpkg --purge smtp-poplock");
        assertFalse(debian.succeeds("systemctl cat " + READLOG), "the unit is gone");
        assertFalse(debian.succeeds("getent passwd poplock"), "the user is gone");
    }

    private void wrongConfigurationIsNotReloaded() throws Exception {
        String config = "/etc/smtp-poplock/smtp-poplock.conf";
        debian.run("cp " + config + " /root/right.conf && echo 'expiry = soon' >>" + config);
        for (String unit : UNITS) {
            String running = pid(unit);
            assertFalse(debian.succeeds("systemctl reload " + unit), unit);
            assertTrue(debian.run("journalctl --no-pager --unit " + unit)
                    .contains("expiry: 'soon' is not a time"), unit);
            assertEquals(running, pid(unit), unit + " goes on");
            debian.run("systemctl is-active " + unit);
        }
        debian.run("mv /root/right.conf " + config);
        debian.run("systemctl reload " + String.join(" ", UNITS));
    }

    @Test
    void upgradeLeavesTheFifoAReader() throws Exception {
        List<String> before = List.of(pid(READLOG), pid(FIFO_SAFETY));
        Daemon watch = debian.watchFifo();
        Debian.Outcome upgraded = debian.install();
        assertEquals(0, upgraded.exit(), upgraded.output());
        debian.run("touch /run/upgraded");
        assertEquals(0, watch.exit(), watch.output());
        assertEquals("watching\nwithout a reader 0 times\n", watch.output());
        assertNotEquals(before.getFirst(), pid(READLOG), "readlog's process");
        assertNotEquals(before.getLast(), pid(FIFO_SAFETY), "fifo-safety's process");
    }

    /** Debian's rsyslog takes its lines from journald, which tells it whose each is. */
    @Test
    void localUsersOpenNothingBehindJournald() throws Exception {
        rsyslogAsInstallTells();
        usersForge();
        loginRecorded("192.0.2.1");
        assertEquals(Set.of("192.0.2.1"), recorded());
    }

    /** Debian's syslog-ng reads the journal, where a sender's user has another name than in a socket. */
    @Test
    void localUsersOpenNothingBehindSyslogNg() throws Exception {
        debian.run("systemctl disable --quiet --now rsyslog.service syslog.socket");
        Box.run("sh", "-c", "tar -C \"$0\" -cf - . | tar -C \"$1\" --keep-directory-symlink -xf -",
                Component.unpacked("syslog-ng-core", ""), debian.path("/.").toString());
        Files.copy(Path.of(Component.ours("packaging/syslog/syslog-ng.conf")),
                debian.path("/etc/syslog-ng/conf.d/smtp-poplock.conf"));
        debian.run("systemctl daemon-reload && systemctl start syslog-ng");
        loginRecorded(EARLY);
        usersForge();
        // As mailutils' imap4d logs a name with a line end in it.
        debian.run("perl /usr/local/bin/forge.pl root '" + login("192.0.2.72") + "'");
        loginRecorded("192.0.2.1");
        assertEquals(Set.of(EARLY, "192.0.2.1"), recorded());
        String log = debian.run("cat /var/log/mail.log");
        for (int forged : new int[] {66, 72}) {
            assertTrue(log.contains("rip=192.0.2." + forged + ","), "not in the log at all: " + forged);
        }
    }

    @Test
    void localUsersOpenNothingInTheJournal() throws Exception {
        readJournal("");
        usersForge();
        loginRecorded("192.0.2.1");
        assertEquals(Set.of(EARLY, "192.0.2.1"), recorded());
        String journal = debian.run("journalctl --no-pager SYSLOG_IDENTIFIER=dovecot");
        for (int forged = 66; forged <= 70; forged++) {
            assertTrue(journal.contains("rip=192.0.2." + forged + ","),
                    "not in the journal at all: " + forged);
        }
    }

    /** The narrower source of the snippet: what root logs outside the unit is no login either. */
    @Test
    void oneUnitOfTheJournal() throws Exception {
        readJournal("#");
        usersForge();
        debian.run("logger -t dovecot -p mail.info '" + login("192.0.2.71") + "'");
        loginRecorded("192.0.2.1");
        assertEquals(Set.of(EARLY, "192.0.2.1"), recorded());
    }

    /** Reads the journal as the snippet tells: by its source line, which stands behind the prefix. */
    private void readJournal(String prefix) throws Exception {
        String wanted = prefix + "source = command:journalctl ";
        String source = Files.readString(Path.of(Component.ours("packaging/syslog/journald.conf"))).lines()
                .filter(line -> line.startsWith(wanted)).findFirst().orElseThrow().substring(prefix.length());
        debian.run("echo '" + source + "' >>/etc/smtp-poplock/smtp-poplock.conf");
        String dropIn = "/etc/systemd/system/" + READLOG + ".service.d";
        debian.run("mkdir -p " + dropIn + " && printf '[Service]\\nSupplementaryGroups=systemd-journal\\n' >"
                + dropIn
                + "/override.conf && systemctl daemon-reload && systemctl restart " + READLOG);
        loginRecorded(EARLY);
    }

    private void usersForge() throws Exception {
        debian.run("id mallory 2>/dev/null || useradd mallory");
        Files.copy(Path.of(Component.ours("packaging/src/test/perl/forge.pl")),
                debian.path("/usr/local/bin/forge.pl"), StandardCopyOption.REPLACE_EXISTING);
        mallory("logger -t dovecot -p mail.info -- \"" + login("192.0.2.66") + "\"");
        mallory("echo \"<22>" + login("192.0.2.67") + "\" | systemd-cat -t dovecot");
        mallory("perl /usr/local/bin/forge.pl native \"" + login("192.0.2.68") + "\"");
        mallory("perl /usr/local/bin/forge.pl stream \"" + login("192.0.2.69") + "\"");
        // As root sudo says that it cannot resolve this machine's name; journald takes what it then says as the user for root's too.
        mallory("perl /usr/local/bin/forge.pl stream \"" + login("192.0.2.70") + "\" sudo -U MESSAGE -l");
    }

    private void mallory(String command) throws Exception {
        debian.run(
                "setpriv --reuid mallory --regid mallory --clear-groups --reset-env sh -c '" + command + "'");
    }

    private static String login(String address) {
        return "imap-login: Login: user=<bob>, method=PLAIN, rip=" + address
                + ", lip=127.0.0.1, mpid=7, TLS, session=<x>";
    }

    /**
     * A login of a server that runs as root, in the unit dovecot.service. Logged until it is recorded: whose unit a sender's is
     * journald finds out only while the sender lives.
     */
    private void loginRecorded(String address) throws Exception {
        box.until(address + " in the database", () -> {
            debian.run("systemd-run --quiet --wait --collect --unit dovecot sh -c '(echo \"" + login(address)
                    + "\"; sleep 0.2) | logger -t dovecot -p mail.info'");
            return recorded().contains(address);
        });
    }

    /** Step 2 of INSTALL.md. */
    private void rsyslogAsInstallTells() throws Exception {
        String commands = Files.readString(Path.of(Component.ours("INSTALL.md"))).lines()
                .dropWhile(line -> !line.startsWith("**2. ")).skip(1)
                .dropWhile(line -> !line.startsWith("    "))
                .takeWhile(line -> line.startsWith("    ")).collect(Collectors.joining("\n"));
        assertTrue(commands.contains("rsyslogd -N1"), commands);
        debian.run(commands);
    }

    private void untilOnFifo(String unit) throws Exception {
        box.until(unit + " on the FIFO",
                () -> debian.succeeds("ls -l /proc/$(systemctl show -P MainPID " + unit
                        + ")/fd | grep -q /var/smtp-poplock/fifo"));
    }

    /** What the unit's options promise, as the kernel sees it. */
    private void hardened(String unit) throws Exception {
        String status = debian.run("cat /proc/" + pid(unit) + "/status");
        for (String line : List.of("NoNewPrivs:\t1", "Seccomp:\t2", "CapEff:\t0000000000000000",
                "CapBnd:\t0000000000000000")) {
            assertTrue(status.contains(line + "\n"), unit + ": not " + line + "\n" + status);
        }
        assertEquals("poplock\n", debian.run("stat -c %U /proc/" + pid(unit)));
        for (String namespace : List.of("net", "mnt", "ipc", "user")) {
            String link = "readlink /proc/%s/ns/" + namespace;
            assertNotEquals(debian.run(link.formatted("1")), debian.run(link.formatted(pid(unit))), unit);
        }
        String seen = "nsenter --target " + pid(unit) + " --mount ";
        for (String place : List.of("/etc", "/usr", "/var/log")) {
            assertFalse(debian.succeeds(seen + "touch " + place + "/poplock"),
                    unit + " could write to " + place);
        }
        debian.run(seen + "sh -c 'touch /var/smtp-poplock/x && rm /var/smtp-poplock/x'");
        assertEquals("", debian.run(seen + "find /home /root -mindepth 1"), unit + " sees the homes");
    }

    private String pid(String unit) throws Exception {
        return debian.run("systemctl show -P MainPID " + unit).strip();
    }

    private String relaylock(String address) throws Exception {
        return debian.run("TCPREMOTEIP=" + address + " relaylock sh -c 'echo \"[${RELAYCLIENT-unset}]\"'");
    }

    private Set<String> recorded() throws Exception {
        return debian.run("cat " + DATABASE).lines().map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
