package poplock.relaylock;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.posix.CString;
import poplock.posix.Libc;
import poplock.program.Messages;

/** The address of the client, as the program that took the connection hands it on in the environment. */
final class RemoteAddress {
    private static final String TCPSERVER = "TCPREMOTEIP";
    /** Of systemd's sockets with Accept=yes. */
    private static final String SYSTEMD = "REMOTE_ADDR";
    /** Of stunnel's exec and of xinetd. Others put a name here, which the client's own name server may have chosen. */
    private static final String STUNNEL = "REMOTE_HOST";

    private final Libc libc;

    RemoteAddress(Libc libc) {
        this.libc = libc;
    }

    /**
     * The first variable that is set decides, even if it is no address: what stands behind it is of another program.
     *
     * @throws Complaint if no variable is set, or it is no address
     */
    Address address() {
        String variable = variable();
        String text = value(variable);
        if (text == null) {
            throw Complaint.usage("none of " + TCPSERVER + ", " + SYSTEMD + " and " + STUNNEL + " is set");
        }
        return Address.parse(text)
                .orElseThrow(() -> Complaint.usage(variable + ": '" + shown(text) + "' is not an address"));
    }

    private String variable() {
        String protocol = value("PROTO");
        if (protocol != null && protocol.indexOf('=') < 0 && value(protocol + "REMOTEIP") != null) {
            return protocol + "REMOTEIP";
        }
        if (value(TCPSERVER) != null) {
            return TCPSERVER;
        }
        return value(SYSTEMD) != null ? SYSTEMD : STUNNEL;
    }

    private String value(String name) {
        return CString.text(libc.getenv(CString.of(name)));
    }

    /** A hundred kilobytes would be copied again and again for a message that is cut in the end. */
    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), Messages.MAX));
    }
}
