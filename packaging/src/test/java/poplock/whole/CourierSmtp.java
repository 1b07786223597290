package poplock.whole;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Courier's SMTP server, courieresmtpd, which its super-server runs after relaylock. Mail is refused or taken at RCPT. */
final class CourierSmtp {
    private static final String PROGRAMS = "usr/lib/courier/courier";
    private static final String SERVER = PROGRAMS + "/modules/esmtp/courieresmtpd";

    private final Box box;

    /** Makes its configuration in the box, as the package's own installation would. */
    CourierSmtp(Box box) throws Exception {
        this.box = box;
        Box.run("cp", "-a", Component.unpacked("courier-mta", "etc/courier") + "/.",
                box.dir().resolve("etc/courier").toString());
        box.write("etc/courier/me", "mx.local.example\n");
        box.write("etc/courier/defaultdomain", "local.example\n");
        box.write("etc/courier/locals", "localhost\n");
        Path state = box.dir().resolve("lib/courier");
        for (String folder : List.of("", "allfilters", "filters", "msgq", "msgs", "track", "tmp")) {
            Box.run("install", "-d", "-o", "courier", "-g", "courier", state.resolve(folder).toString());
        }
    }

    /** Starts it under tcpserver of ucspi-tcp. */
    Smtp underTcpserver(Poplock poplock) throws Exception {
        int port = Ports.free();
        return start("tcpserver", port, poplock, Component.installed("/usr/bin/tcpserver", "ucspi-tcp"), "-H",
                "-R", "-l", "localhost", "-u", Box.run("id", "-u", "courier").strip(), "-g",
                Box.run("id", "-g", "courier").strip(), "127.0.0.1", Integer.toString(port));
    }

    /** Starts it under Courier's own super-server, which writes IPv4 addresses as IPv6 ones: ::ffff:192.0.2.7. */
    Smtp underCouriertcpd(Poplock poplock) throws Exception {
        int port = Ports.free();
        return start("couriertcpd", port, poplock,
                Component.installed("/usr/sbin/couriertcpd", "courier-base"), "-nodnslookup",
                "-noidentlookup", "-user=courier", "-group=courier", Integer.toString(port));
    }

    private Smtp start(String name, int port, Poplock poplock, String... superserver) throws Exception {
        String programs = Component.unpacked("courier-mta", PROGRAMS);
        List<String> command = new ArrayList<>(List.of("sh", "-c",
                "mount --bind \"$0\" /" + PROGRAMS + " && exec \"$@\"", programs));
        command.addAll(List.of(superserver));
        command.addAll(poplock.relaylock(Form.NATIVE, Component.unpacked("courier-mta", SERVER)));
        Daemon daemon = box.start("courieresmtpd-" + name, box.inside(command.toArray(String[]::new)));
        box.until(daemon, name + " on port " + port, () -> Ports.open("127.0.0.1", port));
        return new Smtp(port, daemon);
    }
}
