package poplock.whole;

import java.util.ArrayList;
import java.util.List;

/** An SMTP server run by tcpserver, one process for each connection. */
record Smtp(int port) {
    /** mailfront's server that takes and throws away mail; recipients only while RELAYCLIENT is set. */
    static String[] mailfront() {
        return new String[] {Component.installed("/usr/sbin/smtpfront-echo", "mailfront"), "accept-sender",
                "relayclient"};
    }

    /** Starts tcpserver of ucspi-tcp, for IPv4. */
    static Smtp tcpserver(Box box, List<String> program) throws Exception {
        return start(box, Component.installed("/usr/bin/tcpserver", "ucspi-tcp"), "127.0.0.1", program);
    }

    /** Starts tcpserver of ucspi-tcp-ipv6, for IPv4 and IPv6. */
    static Smtp tcpserver6(Box box, List<String> program) throws Exception {
        return start(box, Component.unpacked("ucspi-tcp-ipv6", "usr/bin/tcpserver"), "0", program);
    }

    private static Smtp start(Box box, String tcpserver, String address, List<String> program)
            throws Exception {
        Smtp smtp = new Smtp(Ports.free());
        List<String> command = new ArrayList<>(
                List.of(tcpserver, "-v", "-H", "-R", "-l", "localhost", "-c", "100",
                        address, Integer.toString(smtp.port)));
        command.addAll(program);
        Daemon daemon = box.start("tcpserver-" + smtp.port, command);
        box.until(daemon, "tcpserver on port " + smtp.port, () -> Ports.open("127.0.0.1", smtp.port));
        return smtp;
    }
}
