package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real Solid POP3 under tcpserver. */
class SolidPop3dIT extends MailServerCases {
    @Override
    MailServer start() throws Exception {
        box.account("solid-pop3d");
        box.systemAccount("spop3d", 40002);
        box.write("etc/spop3d.conf",
                Files.readString(Path.of(Component.unpacked("solid-pop3d", "etc/spop3d.conf"))));
        Path bulletins = box.dir().resolve("lib/solid-pop3d/bulletins");
        Box.run("install", "-d", "-o", "40002", bulletins.toString());
        int port = Ports.free();
        Daemon daemon = box.start("solid-pop3d",
                box.inside(Component.installed("/usr/bin/tcpserver", "ucspi-tcp"),
                        "-H", "-R", "-l", "localhost", "-c", "200", "127.0.0.1", Integer.toString(port),
                        Component.unpacked("solid-pop3d", "usr/sbin/solid-pop3d")));
        box.until(daemon, "solid-pop3d", () -> Ports.open("127.0.0.1", port));
        return MailServer.pop3("127.0.0.1", port);
    }

    /** Solid POP3 logs as root, to facility local0. */
    @Override
    String rules(Path fifo) throws Exception {
        return Rsyslog.shipped(fifo, "0").replace("== \"mail\"", "== \"local0\"");
    }
}
