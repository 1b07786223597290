package poplock.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a POP3 and IMAP server listens that knows {@link Box#USER}.
 *
 * @param host its address; null for all loopback addresses
 * @param pop3 a port, as the others; 0 if it has none
 */
record MailServer(String host, int pop3, int pop3s, int imap, int imaps) {
    /** One way to log in. */
    @FunctionalInterface
    interface Way {
        boolean in(Client client, String user, String password) throws IOException;
    }

    /** All four, on free ports. */
    static MailServer onFreePorts() {
        return new MailServer(null, Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /** POP3 without TLS alone, on IPv4. */
    static MailServer pop3(String host, int port) {
        return new MailServer(host, port, 0, 0, 0);
    }

    /** A client of it. */
    Client client(String address) {
        return host == null ? Client.at(address) : new Client(address, host);
    }

    List<Integer> ports() {
        return List.of(pop3, pop3s, imap, imaps).stream().filter(port -> port > 0).toList();
    }

    /** The ways that ordinary clients log in; a server with TLS knows STLS, STARTTLS and PLAIN, too. */
    List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (pop3 > 0) {
            ways.add((client, user, password) -> client.pop3(pop3, user, password));
        }
        if (pop3s > 0) {
            ways.add((client, user, password) -> client.pop3s(pop3s, user, password));
            ways.add((client, user, password) -> client.pop3Stls(pop3, user, password));
            ways.add((client, user, password) -> client.pop3Plain(pop3, user, password));
        }
        if (imap > 0) {
            ways.add((client, user, password) -> client.imap(imap, user, password));
        }
        if (imaps > 0) {
            ways.add((client, user, password) -> client.imaps(imaps, user, password));
            ways.add((client, user, password) -> client.imapStarttls(imap, user, password));
            ways.add((client, user, password) -> client.imapPlain(imap, user, password));
        }
        return ways;
    }

    /** The ways that carry a user name's odd bytes to the server. */
    List<Way> rawWays() {
        List<Way> ways = new ArrayList<>();
        if (pop3 > 0) {
            ways.add((client, user, password) -> client.pop3(pop3, user, password));
            ways.add((client, user, password) -> client.pop3Plain(pop3, user, password));
        }
        if (imap > 0) {
            ways.add((client, user, password) -> client.imap(imap, user, password));
            ways.add((client, user, password) -> client.imapPlain(imap, user, password));
        }
        return ways;
    }
}
