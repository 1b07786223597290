package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import poplock.common.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Several hosts, as network namespaces: a POP3 host with real Dovecot, and two SMTP hosts with a readlog each. Real rsyslog carries
 * the login lines, by RELP and with a queue on disk.
 */
class ManyHostsIT {
    private static final int RELP = 10_514;
    private static final int SMTP = 25;
    private static final int SECONDS_CUT_OFF = 6;

    private Box box;
    private Network network;
    private Network.Host pop3;
    private Network.Host stranger;
    private MailHost first;
    private MailHost second;
    private MailServer dovecot;

    /** An SMTP host. */
    private record MailHost(Network.Host host, Poplock poplock, Daemon rsyslog) {
        boolean relays(String client) throws Exception {
            return new Client(client, host.address()).relays(SMTP);
        }
    }

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        network = box.network();
        pop3 = network.host();
        stranger = network.host();
        first = smtpHost("first");
        second = smtpHost("second");
        String conditions = "if $syslogfacility-text == \"mail\" and $inputname == \"imuxsock\" and $!uid == [\"0\"] then {\n";
        rsyslog(pop3, "pop3", "module(load=\"omrelp\")\nmodule(load=\"imuxsock\" SysSock.Name=\"" + box.log()
                + "\" SysSock.Annotate=\"on\" SysSock.ParseTrusted=\"on\")\n" + conditions + forward(first)
                + forward(second) + "}\n");
        box.until("rsyslog's socket on the POP3 host", () -> Files.exists(box.log()));
        dovecot = Dovecot.on(box, pop3).ports;
        box.until("Dovecot", () -> Ports.open(network.client(0), pop3.address(), dovecot.pop3()));
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void oneLoginLetsRelayOnBothHosts() throws Exception {
        String client = network.client(1);
        assertFalse(first.relays(client));
        assertFalse(second.relays(client));
        login(client);
        box.until("may relay on the first host", () -> first.relays(client));
        box.until("may relay on the second host", () -> second.relays(client));
        assertFalse(first.relays(network.client(2)));
    }

    @Test
    void hostThatWasCutOffCatchesUpWithTheRightTimes() throws Exception {
        login(network.client(1));
        second.poplock().untilRecorded(network.client(1));
        second.host().connected(false);
        String client = network.client(3);
        login(client);
        first.poplock().untilRecorded(client);
        long recorded = time(first, client);
        box.until("some seconds", () -> System.currentTimeMillis() / 1_000 >= recorded + SECONDS_CUT_OFF);
        assertFalse(second.poplock().addresses().contains(client));
        second.host().connected(true);
        second.poplock().untilRecorded(client);
        // The time of the login, and not of its line's arrival, which was seconds later.
        Seconds.assertWithin(1, recorded, time(second, client));
    }

    @Test
    void queueOnDiskOutlivesRsyslog() throws Exception {
        second.rsyslog().stop();
        String client = network.client(4);
        login(client);
        first.poplock().untilRecorded(client);
        receiver(second.host(), "second", second.poplock());
        second.poplock().untilRecorded(client);
    }

    @Test
    void linesOfOtherSendersAreRefused() throws Exception {
        Path forged = box.write("forged.conf", """
                module(load="omrelp")
                module(load="imuxsock" SysSock.Name="%s")
                %s
                """.formatted(box.dir().resolve("stranger.log"), forward(first)));
        Daemon sender = box.start("stranger", stranger.command(rsyslogd(forged, "stranger")));
        box.until(sender, "the stranger's socket", () -> Files.exists(box.dir().resolve("stranger.log")));
        Box.run("logger", "--socket", box.dir().resolve("stranger.log").toString(), "-p", "mail.info", "-t",
                "dovecot", "imap-login: Login: user=<bob>, method=PLAIN, rip=" + HostileNames.FORGED
                        + ", lip=127.0.0.1, session=<x>");
        box.until("the stranger's line came", () -> Files.exists(box.dir().resolve("first/refused.log"))
                && Files.readString(box.dir().resolve("first/refused.log")).contains(HostileNames.FORGED));
        login(network.client(5));
        first.poplock().untilRecorded(network.client(5));
        assertEquals(Set.of(network.client(5)), first.poplock().addresses());
    }

    private void login(String client) throws Exception {
        assertTrue(new Client(client, pop3.address()).pop3(dovecot.pop3(), Box.USER, Box.PASSWORD));
    }

    private static long time(MailHost host, String client) throws Exception {
        return host.poplock().entries().stream().filter(entry -> entry.address().toString().equals(client))
                .mapToLong(Entry::time).findFirst().orElseThrow();
    }

    private MailHost smtpHost(String name) throws Exception {
        Network.Host host = network.host();
        Poplock poplock = new Poplock(box, name);
        poplock.readFifo();
        Daemon rsyslog = receiver(host, name, poplock);
        Smtp.tcpserver(box, host, network.client(0), poplock.relaylock(Form.NATIVE, Smtp.mailfront()));
        return new MailHost(host, poplock, rsyslog);
    }

    private Daemon receiver(Network.Host host, String name, Poplock poplock) throws Exception {
        Daemon rsyslog = rsyslog(host, name, """
                module(load="imrelp" ruleset="poplock")
                input(type="imrelp" port="%d" address="%s")
                ruleset(name="poplock") {
                    if $fromhost-ip == ["%s"] then {
                        action(type="ompipe" pipe="%s" template="RSYSLOG_FileFormat" queue.type="LinkedList"
                            queue.size="10000" action.resumeRetryCount="-1" action.resumeInterval="1")
                    } else {
                        action(type="omfile" file="%s")
                    }
                }
                """.formatted(RELP, host.address(), pop3.address(), poplock.fifo(),
                box.dir().resolve(name + "/refused.log")));
        box.until(rsyslog, "rsyslog on " + name, () -> Ports.open(network.client(0), host.address(), RELP));
        return rsyslog;
    }

    private String forward(MailHost to) {
        return """
                action(type="omrelp" target="%1$s" port="%2$d" template="RSYSLOG_ForwardFormat" timeout="5"
                    queue.type="LinkedList" queue.filename="to-%1$s" queue.maxDiskSpace="100m" queue.saveOnShutdown="on"
                    action.resumeRetryCount="-1" action.resumeInterval="1")
                """.formatted(to.host().address(), RELP);
    }

    private Daemon rsyslog(Network.Host host, String name, String rules) throws Exception {
        Path work = Files.createDirectories(box.dir().resolve(name + "-queue"));
        Path configuration = box.write(name + "-rsyslog.conf",
                "global(workDirectory=\"" + work + "\" net.enableDNS=\"off\")\n" + rules);
        return box.start(name + "-rsyslog", host.command(rsyslogd(configuration, name)));
    }

    private String[] rsyslogd(Path configuration, String name) {
        Component.installed("/usr/lib/x86_64-linux-gnu/rsyslog/omrelp.so", "rsyslog-relp");
        return new String[] {Component.installed("/usr/sbin/rsyslogd", "rsyslog"), "-n", "-f",
                configuration.toString(), "-i", box.dir().resolve(name + "-rsyslog.pid").toString()};
    }
}
