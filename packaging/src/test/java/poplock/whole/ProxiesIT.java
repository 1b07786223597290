package poplock.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Real proxies before real Dovecot, with real rsyslog: a login opens the client's address. What Dovecot logs has the proxy's,
 * which the configuration ignores.
 */
class ProxiesIT {
    private static final String PROXY = "127.0.0.1";
    private static final String ATTACKER = "127.0.0.66";

    private Box box;
    private Poplock poplock;
    private Rsyslog rsyslog;
    private MailServer dovecot;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        poplock = new Poplock(box, "poplock");
        poplock.set("ignore", PROXY + "/32");
    }

    @AfterEach
    void stop() {
        box.close();
    }

    /** imapproxyd and perdition log as nobody. */
    private void startAll(Path fifo) throws Exception {
        rsyslog = new Rsyslog(box, Rsyslog.shipped(fifo, "0", Box.run("id", "-u", "nobody").strip()));
        dovecot = new Dovecot(box).ports;
    }

    @Test
    void perditionBeforeDovecot() throws Exception {
        startAll(poplock.readFifo());
        var proxy = new MailServer(PROXY, Ports.free(), 0, Ports.free(), 0);
        perdition("pop3", proxy.pop3(), dovecot.pop3());
        perdition("imap4", proxy.imap(), dovecot.imap());
        loginsOpenTheClientsAddress(proxy);
    }

    private void perdition(String protocol, int port, int to) throws Exception {
        Path configuration = box.write("perdition.conf", "\n");
        Daemon daemon = box.start("perdition-" + protocol,
                box.inside(Component.installed("/usr/sbin/perdition." + protocol, "perdition"), "-f",
                        configuration.toString(), "--no_daemon", "-b", PROXY, "-l", Integer.toString(port),
                        "-s", PROXY, "-p", Integer.toString(to), "-u", "nobody", "-g", "nogroup", "-M", "",
                        "--ssl_mode", "none", "-n", "--pid_file", "/run/perdition-" + protocol + ".pid"));
        box.until(daemon, "perdition", () -> Ports.open(PROXY, port));
    }

    @Test
    void imapproxyBeforeDovecot() throws Exception {
        startAll(poplock.readFifo());
        var proxy = new MailServer(PROXY, 0, 0, Ports.free(), 0);
        Path configuration = box.write("imapproxy.conf", """
                server_hostname %1$s
                server_port %2$d
                listen_address %1$s
                listen_port %3$d
                connect_retries 1
                connect_delay 0
                cache_size 3072
                cache_expiration_time 300
                proc_username nobody
                proc_groupname nogroup
                stat_filename /run/imapproxy.stat
                protocol_log_filename /run/imapproxy.protocol
                syslog_facility LOG_MAIL
                send_tcp_keepalives no
                enable_select_cache no
                foreground_mode yes
                force_tls no
                chroot_directory /run
                enable_admin_commands no
                dns_rr no
                """.formatted(PROXY, dovecot.imap(), proxy.imap()));
        Daemon daemon = box.start("imapproxyd",
                box.inside(Component.installed("/usr/sbin/imapproxyd", "imapproxy"),
                        "-f", configuration.toString(), "-p", "/run/imapproxy.pid"));
        box.until(daemon, "imapproxyd", () -> Ports.open(PROXY, proxy.imap()));
        loginsOpenTheClientsAddress(proxy);
    }

    /** nginx' mail proxy asks a web server where to go; here it is nginx itself, and Dovecot looks at the password. */
    @Test
    void nginxBeforeDovecot() throws Exception {
        Path log = box.write("nginx/error.log", "");
        poplock.set("source", "file:" + log + " tag=nginx");
        poplock.readlog(log);
        startAll(box.fifo("unread"));
        Box.run("mkdir", box.dir().resolve("lib/nginx").toString());
        var proxy = new MailServer(PROXY, Ports.free(), 0, Ports.free(), 0);
        Path configuration = box.write("nginx/nginx.conf", """
                load_module %1$s;
                daemon off;
                pid /run/nginx.pid;
                error_log %2$s info;
                events { }
                http {
                  access_log off;
                  server {
                    listen %3$s:%4$d;
                    location /pop3 { add_header Auth-Status OK; add_header Auth-Server %3$s; add_header Auth-Port %5$d; return 204; }
                    location /imap { add_header Auth-Status OK; add_header Auth-Server %3$s; add_header Auth-Port %6$d; return 204; }
                  }
                }
                mail {
                  proxy_pass_error_message on;
                  server { listen %3$s:%7$d; protocol pop3; pop3_auth plain; auth_http %3$s:%4$d/pop3; }
                  server { listen %3$s:%8$d; protocol imap; imap_auth plain; auth_http %3$s:%4$d/imap; }
                }
                """
                .formatted(
                        Component.installed("/usr/lib/nginx/modules/ngx_mail_module.so",
                                "libnginx-mod-mail"),
                        log, PROXY, Ports.free(), dovecot.pop3(), dovecot.imap(), proxy.pop3(),
                        proxy.imap()));
        Daemon daemon = box.start("nginx",
                box.inside(Component.installed("/usr/sbin/nginx", "nginx"), "-c", configuration.toString()));
        box.until(daemon, "nginx", () -> Ports.open(PROXY, proxy.imap()) && Ports.open(PROXY, proxy.pop3()));
        loginsOpenTheClientsAddress(proxy);
    }

    private void loginsOpenTheClientsAddress(MailServer proxy) throws Exception {
        Set<String> expected = new TreeSet<>();
        new Attack(proxy.client(ATTACKER), proxy.rawWays(), "wrong").with(HostileNames.all());
        new Attack(proxy.client(ATTACKER), proxy.ways(), "wrong").with(List.of(Box.USER, "nobody-here"));
        for (MailServer.Way way : proxy.ways()) {
            String client = "127.0.0." + (2 + expected.size());
            assertTrue(way.in(proxy.client(client), Box.USER, Box.PASSWORD), client);
            expected.add(client);
            poplock.untilRecorded(client);
        }
        assertEquals(expected, poplock.addresses());
        assertTrue(
                rsyslog.everything().contains("Login: user=<" + Box.USER + ">, method=PLAIN, rip=" + PROXY),
                "Dovecot logged the proxy's address");
    }
}
