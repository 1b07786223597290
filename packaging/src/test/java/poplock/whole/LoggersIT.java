package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real Dovecot (and mailutils), with each real logger between it and readlog. */
class LoggersIT {
    private static final String EARLY = "127.0.0.20";
    private static final String MEANWHILE = "127.0.0.24";
    private static final String AFTERWARDS = "127.0.0.25";
    private static final String FIRST = "127.0.0.21";
    private static final String SECOND = "127.0.0.22";
    /** Where the shipped snippets write to. */
    private static final String SHIPPED_FIFO = "/var/smtp-poplock/fifo";

    private Box box;
    private Poplock poplock;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void rsyslogFifoRfc3339AsShipped() throws Exception {
        new Rsyslog(box, Rsyslog.shipped(poplock.readFifo(), "0"));
        loginsAreRecorded();
    }

    @Test
    void rsyslogFifoTraditional() throws Exception {
        new Rsyslog(box, Rsyslog.into(poplock.readFifo()));
        loginsAreRecorded();
    }

    @Test
    void rsyslogFileTraditional() throws Exception {
        rsyslogFile("RSYSLOG_TraditionalFileFormat");
    }

    @Test
    void rsyslogFileRfc3339() throws Exception {
        rsyslogFile("RSYSLOG_FileFormat");
    }

    @Test
    void rsyslogFileRfc5424() throws Exception {
        rsyslogFile("RSYSLOG_SyslogProtocol23Format");
    }

    private void rsyslogFile(String template) throws Exception {
        Path log = readFile();
        new Rsyslog(box, "*.* action(type=\"omfile\" file=\"" + log + "\" template=\"" + template + "\")");
        loginsAreRecorded();
    }

    @Test
    void syslogNgFifoAsShipped() throws Exception {
        syslogNg();
        loginsAreRecorded();
    }

    /** mailutils' imap4d hands a client's line end to syslog(3) as it is. */
    @Test
    void syslogNgAsShippedKeepsLineEndsInNamesFromForging() throws Exception {
        syslogNg();
        attackMailutils();
        loginsAreRecorded();
    }

    @Test
    void rsyslogAsShippedKeepsLineEndsInNamesFromForging() throws Exception {
        new Rsyslog(box, Rsyslog.shipped(poplock.readFifo(), "0"));
        attackMailutils();
        loginsAreRecorded();
    }

    /** Its right logins have no address in the log: they are not recorded either. */
    private void attackMailutils() throws Exception {
        MailServer mailutils = new Mailutils(box).ports;
        for (MailServer.Way way : mailutils.ways()) {
            assertTrue(way.in(mailutils.client("127.0.0.23"), Box.USER, Box.PASSWORD));
        }
        new Attack(mailutils.client("127.0.0.66"), mailutils.rawWays(), "wrong").with(HostileNames.all());
        new Attack(mailutils.client("127.0.0.66"), mailutils.ways(), "wrong").with(List.of(Box.USER));
    }

    private void syslogNg() throws Exception {
        Path fifo = poplock.readFifo();
        String snippet = Files.readString(Path.of(Component.ours("packaging/syslog/syslog-ng.conf")))
                .replace(SHIPPED_FIFO, fifo.toString());
        Path configuration = box.write("syslog-ng.conf", """
                @version: 3.38
                options { flush_lines(0); stats_freq(0); keep_hostname(yes); };
                source s_src { unix-dgram("%s" perm(0666)); };
                %s
                """.formatted(box.log(), snippet));
        String library = Component.unpacked("syslog-ng-core", "usr/lib/syslog-ng");
        logger("env", "LD_LIBRARY_PATH=" + library,
                Component.unpacked("syslog-ng-core", "usr/sbin/syslog-ng"), "-F",
                "--no-caps", "--module-path=" + library + "/3.38", "-f", configuration.toString(), "-R",
                box.dir().resolve("syslog-ng.persist").toString(), "-p",
                box.dir().resolve("syslog-ng.pid").toString(),
                "-c", box.dir().resolve("syslog-ng.ctl").toString());
    }

    @Test
    void inetutilsSyslogdFifo() throws Exception {
        Path fifo = poplock.readFifo();
        Path configuration = box.write("syslog.conf",
                Files.readString(Path.of(Component.ours("packaging/syslog/syslogd.conf"))).replace(
                        SHIPPED_FIFO, fifo.toString()));
        Path none = Files.createDirectory(box.dir().resolve("syslog.d"));
        logger(Component.unpacked("inetutils-syslogd", "usr/sbin/syslogd"), "--no-detach", "--no-klog",
                "-m", "0", "-f", configuration.toString(), "-D", none.toString(),
                "-P", box.dir().resolve("syslogd.pid").toString(), "-p", box.log().toString());
        loginsAreRecorded();
    }

    @Test
    void busyboxSyslogdFifo() throws Exception {
        Path fifo = poplock.readFifo();
        busybox(fifo);
        loginsAreRecorded();
    }

    @Test
    void busyboxSyslogdFile() throws Exception {
        busybox(readFile());
        loginsAreRecorded();
    }

    /** It makes /dev/log itself, so it runs inside, where that leads to the box's socket. */
    private void busybox(Path output) throws Exception {
        logger(box.inside(Component.installed("/usr/bin/busybox", "busybox"), "syslogd", "-n", "-O",
                output.toString()).toArray(String[]::new));
    }

    @Test
    void socklogFifo() throws Exception {
        Path fifo = poplock.readFifo();
        logger("sh", "-c",
                "exec " + Component.installed("/usr/sbin/socklog", "socklog") + " unix " + box.log() + " >"
                        + fifo);
        loginsAreRecorded();
    }

    @Test
    void socklogMultilog() throws Exception {
        Path log = box.dir().resolve("main/current");
        Files.createDirectories(log.getParent());
        logger("sh", "-c",
                Component.installed("/usr/sbin/socklog", "socklog") + " unix " + box.log() + " | exec "
                        + Component.installed("/usr/bin/multilog", "daemontools") + " t " + log.getParent());
        box.until("multilog's file", () -> Files.exists(log));
        poplock.set("source", "file:" + log);
        poplock.readlog(log);
        loginsAreRecorded();
    }

    @Test
    void journaldByJournalctlAsShipped() throws Exception {
        String shipped = Files.readString(Path.of(Component.ours("packaging/syslog/journald.conf"))).lines()
                .filter(line -> line.startsWith("source = ")).findFirst().orElseThrow();
        Files.createDirectories(box.dir().resolve("run/log/journal"));
        Files.createDirectories(box.dir().resolve("run/systemd/journal"));
        box.write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        Files.createSymbolicLink(box.log(), Path.of("/run/systemd/journal/dev-log"));
        Daemon journald = box.start("journald",
                box.insideSeeingAll(Component.installed("/lib/systemd/systemd-journald", "systemd")));
        box.until(journald, "journald's socket",
                () -> Files.exists(box.dir().resolve("run/systemd/journal/dev-log")));
        String command = shipped.substring("source = command:".length());
        Path inside = box.write("journalctl.sh",
                "exec " + String.join(" ", box.insideSeeingAll()) + " \"$@\"\n");
        poplock.set("source", "command:sh " + inside + " " + command);
        Daemon readlog = poplock.readlog();
        dovecotLogs(EARLY);
        poplock.untilRecorded(EARLY);
        loginsAreRecorded();
        readlog.stop();
        long meanwhile = dovecotLogs(MEANWHILE);
        box.until("the journal has it, and some time has passed",
                () -> System.currentTimeMillis() / 1000 > meanwhile + 3);
        poplock.readlog();
        poplock.untilRecorded(MEANWHILE);
        Seconds.assertWithin(1, meanwhile, poplock.find(MEANWHILE).orElseThrow().time());
        dovecotLogs(AFTERWARDS);
        poplock.untilRecorded(AFTERWARDS);
    }

    /** @return when, in seconds since the epoch */
    private long dovecotLogs(String address) throws Exception {
        box.logger("dovecot", "imap-login: Login: user=<x>, method=PLAIN, rip=" + address
                + ", lip=127.0.0.1, session=<x>");
        return System.currentTimeMillis() / 1000;
    }

    @Test
    void dovecotsOwnLogFile() throws Exception {
        loginsAreRecorded(Dovecot.logging(box, readFile()).ports);
    }

    private Path readFile() throws Exception {
        Path log = box.write("mail.log", "");
        poplock.set("source", "file:" + log);
        poplock.readlog(log);
        return log;
    }

    private void logger(String... command) throws Exception {
        Daemon daemon = box.start("logger", command);
        box.until(daemon, "the logger's socket", () -> Files.exists(box.log()));
    }

    /** Failed logins, a right one by POP3 and by IMAP: the second shows that what came before it was read. */
    private void loginsAreRecorded() throws Exception {
        loginsAreRecorded(new Dovecot(box).ports);
    }

    private void loginsAreRecorded(MailServer dovecot) throws Exception {
        assertFalse(Client.at("127.0.0.66").pop3(dovecot.pop3(), Box.USER, "wrong"));
        new Attack(dovecot.client("127.0.0.66"), dovecot.rawWays(), "wrong").with(HostileNames.lines());
        assertTrue(Client.at(FIRST).pop3(dovecot.pop3(), Box.USER, Box.PASSWORD));
        assertTrue(Client.at(SECOND).imap(dovecot.imap(), Box.USER, Box.PASSWORD));
        poplock.untilRecorded(SECOND);
        Set<String> recorded = poplock.addresses();
        recorded.remove(EARLY);
        assertEquals(Set.of(FIRST, SECOND), recorded);
    }
}
