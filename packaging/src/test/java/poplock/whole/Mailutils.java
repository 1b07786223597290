package poplock.whole;

import java.nio.file.Path;

/** GNU mailutils' POP3 and IMAP server. Their log lines have no addresses: no login in them can be recorded. */
final class Mailutils {
    final MailServer ports = new MailServer("127.0.0.1", Ports.free(), 0, Ports.free(), 0);

    Mailutils(Box box) throws Exception {
        start(box, Component.installed("/usr/sbin/pop3d", "mailutils-pop3d"), "mu-pop3d", ports.pop3());
        start(box, Component.installed("/usr/sbin/imap4d", "mailutils-imap4d"), "mu-imap4d", ports.imap());
    }

    private static void start(Box box, String program, String service, int port) throws Exception {
        box.account(service);
        Path configuration = box.write(service + ".conf", """
                mode daemon;
                foreground yes;
                max-children 100;
                pidfile "%1$s/%2$s.pid";
                pam { service %2$s; };
                logging { syslog yes; facility mail; };
                auth { authentication pam:generic:system; authorization system; };
                server 127.0.0.1:%3$d { transcript no; };
                """.formatted(box.dir(), service, port));
        Daemon daemon = box.start(service, box.inside(program, "--config-file=" + configuration));
        box.until(daemon, service, () -> Ports.open("127.0.0.1", port));
    }
}
