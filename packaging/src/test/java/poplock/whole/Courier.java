package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Courier's POP3 and IMAP server, each under couriertcpd and courierlogger as its init scripts run them. */
final class Courier {
    final MailServer ports = MailServer.onFreePorts();
    private final Box box;
    private final Path pem;

    Courier(Box box) throws Exception {
        this.box = box;
        pem = pem();
        authdaemon();
        String login = Component.unpacked("courier-pop", "usr/lib/courier/courier/courierpop3login");
        String server = Component.unpacked("courier-pop", "usr/lib/courier/courier/courierpop3d");
        service("pop3d", ports.pop3(), List.of("POP3AUTH=PLAIN", "POP3_STARTTLS=YES"),
                List.of(login, server, "Maildir"));
        service("pop3d-ssl", ports.pop3s(), List.of("POP3AUTH=PLAIN", "POP3_TLS=1"), inTls(login, server));
        login = Component.unpacked("courier-imap", "usr/lib/courier/courier/imaplogin");
        server = Component.unpacked("courier-imap", "usr/bin/imapd");
        service("imapd", ports.imap(), List.of("IMAP_CAPABILITY=IMAP4rev1 AUTH=PLAIN", "IMAP_STARTTLS=YES"),
                List.of(login, server, "Maildir"));
        service("imapd-ssl", ports.imaps(), List.of("IMAP_CAPABILITY=IMAP4rev1", "IMAP_TLS=1"),
                inTls(login, server));
    }

    private Path pem() throws Exception {
        Certificate certificate = Certificate.make(box, box.dir().resolve("courier"));
        Path both = box.write("courier/both.pem",
                Files.readString(certificate.key()) + Files.readString(certificate.certificate()));
        Box.run("chown", "courier", both.toString());
        return both;
    }

    private void authdaemon() throws Exception {
        box.account("pop3");
        box.account("imap");
        Path home = box.dir().resolve("home").resolve(Box.USER);
        Box.run("setpriv", "--reuid=40001", "--regid=40001", "--clear-groups",
                Component.installed("/usr/bin/maildirmake.courier", "courier-base"),
                home.resolve("Maildir").toString());
        Path run = box.dir().resolve("run/courier");
        Path socket = run.resolve("authdaemon/socket");
        Box.run("install", "-d", "-o", "courier", "-g", "courier", run.toString(),
                socket.getParent().toString());
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Daemon daemon = box.start("authdaemond",
                box.inside("sh", "-c", "set -a; . /etc/courier/authdaemonrc; exec "
                        + Component.installed("/usr/sbin/courierlogger", "courier-base")
                        + " -name=authdaemond "
                        + Component.installed("/usr/lib/courier/courier-authlib/authdaemond",
                                "courier-authdaemon")));
        box.until(daemon, "authdaemond's socket", () -> Files.exists(socket));
    }

    private void service(String name, int port, List<String> environment, List<String> program)
            throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "MAILDIRPATH=Maildir", "COURIERTLS=/usr/bin/couriertls", "TLS_CERTFILE=" + pem,
                "TLS_VERIFYPEER=NONE"));
        command.addAll(environment);
        command.addAll(List.of("/usr/sbin/courierlogger", "-name=" + name,
                Component.installed("/usr/sbin/couriertcpd", "courier-base"), "-maxprocs=200",
                "-maxperip=200", "-nodnslookup", "-noidentlookup",
                String.join(",", Ports.loopback().stream().map(each -> each + "." + port).toList())));
        command.addAll(program);
        box.listening(box.start("courier-" + name, box.inside(command.toArray(String[]::new))), port);
    }

    private static List<String> inTls(String login, String server) {
        return List.of(Component.installed("/usr/bin/couriertls", "courier-base"), "-server", "-tcpd",
                "-user=courier", login, server, "Maildir");
    }
}
