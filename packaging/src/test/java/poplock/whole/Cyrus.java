package poplock.whole;

import java.nio.file.Path;

/** Cyrus' POP3 and IMAP server. Its user needs no account. */
final class Cyrus {
    final MailServer ports = MailServer.onFreePorts();
    private final Path dir;

    Cyrus(Box box) throws Exception {
        dir = box.dir().resolve("cyrus");
        Certificate certificate = Certificate.make(box, dir);
        Path imapd = box.write("cyrus/imapd.conf", """
                configdirectory: %1$s/conf
                proc_path: %1$s/conf/proc
                mboxname_lockpath: %1$s/conf/lock
                defaultpartition: default
                partition-default: %1$s/spool
                admins: cyrus
                allowplaintext: yes
                servername: localhost
                sasl_pwcheck_method: auxprop
                sasl_auxprop_plugin: sasldb
                sasl_sasldb_path: %1$s/sasldb2
                sasl_mech_list: PLAIN LOGIN
                autocreate_quota: 100000
                popminpoll: 0
                tls_server_cert: %2$s
                tls_server_key: %3$s
                syslog_prefix: cyrus
                """.formatted(dir, certificate.certificate(), certificate.key()));
        Path master = box.write("cyrus/cyrus.conf", master(imapd));
        for (String folder : new String[] {"db", "socket", "proc", "lock", "log", "user", "quota"}) {
            Box.run("mkdir", "-p", dir.resolve("conf").resolve(folder).toString(),
                    dir.resolve("spool").toString());
        }
        Box.run("sh", "-c", "printf %s " + Box.PASSWORD + " | "
                + Component.installed("/usr/sbin/saslpasswd2", "sasl2-bin") + " -c -p -f " + dir
                + "/sasldb2 -u localhost " + Box.USER);
        Box.run("chown", "-R", "cyrus:mail", dir.toString());
        Daemon daemon = box.start("cyrus",
                box.inside(Component.installed("/usr/lib/cyrus/bin/master", "cyrus-common"),
                        "-D", "-M", master.toString(), "-C", imapd.toString(), "-p",
                        dir.resolve("pid").toString()));
        for (int port : ports.ports()) {
            box.listening(daemon, port);
        }
    }

    private String master(Path imapd) {
        String pop3d = Component.unpacked("cyrus-pop3d", "usr/lib/cyrus/bin/pop3d") + " -C " + imapd
                + " -U 30";
        String imap4d = Component.unpacked("cyrus-imapd", "usr/lib/cyrus/bin/imapd") + " -C " + imapd
                + " -U 30";
        return "START {\n recover cmd=\"/usr/lib/cyrus/bin/ctl_cyrusdb -C " + imapd + " -r\"\n}\nSERVICES {\n"
                + service("pop3", pop3d, ports.pop3()) + service("pop3s", pop3d + " -s", ports.pop3s())
                + service("imap", imap4d, ports.imap()) + service("imaps", imap4d + " -s", ports.imaps())
                + "}\n";
    }

    /** localhost is both 127.0.0.1 and ::1 in the box's hosts file. */
    private static String service(String name, String command, int port) {
        return " %s cmd=\"%s\" listen=\"localhost:%d\" proto=\"tcp\" prefork=0%n".formatted(name, command,
                port);
    }
}
