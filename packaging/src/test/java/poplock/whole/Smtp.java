package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An SMTP server run by tcpserver, one process for each connection. */
record Smtp(int port, Daemon daemon) {
    /** mailfront's server that takes and throws away mail; recipients only while RELAYCLIENT is set. */
    static String[] mailfront() {
        return new String[] {Component.installed("/usr/sbin/smtpfront-echo", "mailfront"), "accept-sender",
                "relayclient"};
    }

    /** Starts tcpserver of ucspi-tcp, for IPv4. */
    static Smtp tcpserver(Box box, List<String> program, String... options) throws Exception {
        return start(box, Component.installed("/usr/bin/tcpserver", "ucspi-tcp"), "127.0.0.1", program,
                options);
    }

    /** Starts tcpserver of ucspi-tcp-ipv6, for IPv4 and IPv6. */
    static Smtp tcpserver6(Box box, List<String> program) throws Exception {
        return start(box, Component.unpacked("ucspi-tcp-ipv6", "usr/bin/tcpserver"), "0", program);
    }

    /** Starts tcpserver of ucspi-tcp on another host, on port 25. */
    static void tcpserver(Box box, Network.Host host, String client, List<String> program) throws Exception {
        List<String> command = new ArrayList<>(
                host.command(Component.installed("/usr/bin/tcpserver", "ucspi-tcp"), "-H",
                        "-R", "-l", "localhost", host.address(), "25"));
        command.addAll(program);
        Daemon daemon = box.start("tcpserver-" + host.name(), command);
        box.until(daemon, "tcpserver on " + host.name(), () -> Ports.open(client, host.address(), 25));
    }

    private static Smtp start(Box box, String tcpserver, String address, List<String> program,
            String... options)
            throws Exception {
        int port = Ports.free();
        List<String> command = new ArrayList<>(
                List.of(tcpserver, "-H", "-R", "-l", "localhost", "-c", "100"));
        command.addAll(List.of(options));
        command.addAll(List.of(address, Integer.toString(port)));
        command.addAll(program);
        Daemon daemon = box.start("tcpserver-" + port, command);
        box.until(daemon, "tcpserver on port " + port, () -> Ports.open("127.0.0.1", port));
        return new Smtp(port, daemon);
    }

    /** qpsmtpd with its relay plugin. Debian has no program for tcpserver: here is one. */
    static String[] qpsmtpd(Box box) throws Exception {
        String plugins = Component.installed("/usr/share/qpsmtpd/plugins", "qpsmtpd");
        Path spool = Files.createDirectories(box.dir().resolve("qpsmtpd/spool"));
        Files.setPosixFilePermissions(spool, PosixFilePermissions.fromString("rwx------"));
        Path configuration = box.write("qpsmtpd/config/me", "local.example\n").getParent();
        box.write("qpsmtpd/config/rcpthosts", "local.example\n");
        box.write("qpsmtpd/config/plugins", "relay\nrcpt_ok\n");
        box.write("qpsmtpd/config/plugin_dirs", plugins + "\n");
        box.write("qpsmtpd/config/spool_dir", spool + "\n");
        Path program = box.write("qpsmtpd/qpsmtpd", """
                use Qpsmtpd::Constants;
                use Qpsmtpd::TcpServer;
                use IO::Socket::INET;
                $| = 1;
                delete $ENV{ENV};
                $ENV{PATH} = '/bin:/usr/bin';
                my $client = IO::Socket::INET->new_from_fd(0, 'r+');
                my $server = Qpsmtpd::TcpServer->new();
                $server->load_plugins;
                $server->start_connection();
                $server->run($client);
                """);
        return new String[] {"env", "QPSMTPD_CONFIG=" + configuration, "perl", "-T", program.toString()};
    }
}
