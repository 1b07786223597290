package poplock.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client at one address, of mail servers on one host. */
record Client(String address, String server) {
    /** A client at a loopback address, of servers on the same interface. */
    static Client at(String address) {
        return new Client(address, address.contains(":") ? "::1" : "127.0.0.1");
    }

    /** Whether a POP3 server lets the user in. */
    boolean pop3(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            return pop3(wire, user, password);
        }
    }

    /** The same in TLS from the start. */
    boolean pop3s(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port).tls()) {
            return pop3(wire, user, password);
        }
    }

    /** The same in TLS after STLS. */
    boolean pop3Stls(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            wire.line();
            return wire.ask("STLS").startsWith("+OK") && pop3User(wire.tls(), user, password);
        }
    }

    private static boolean pop3(Wire wire, String user, String password) throws IOException {
        wire.line();
        return pop3User(wire, user, password);
    }

    private static boolean pop3User(Wire wire, String user, String password) throws IOException {
        if (!wire.ask("USER " + user).startsWith("+OK")) {
            return false;
        }
        boolean in = wire.ask("PASS " + password).startsWith("+OK");
        wire.ask("QUIT");
        return in;
    }

    /** The same with AUTH PLAIN, in which a user name may hold any byte but NUL. */
    boolean pop3Plain(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            wire.line();
            return wire.ask("AUTH PLAIN").startsWith("+")
                    && wire.ask(plain(user, password)).startsWith("+OK");
        }
    }

    /** Whether an IMAP server lets the user in; the name goes as a literal, in which it may hold any byte but NUL. */
    boolean imap(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            return imap(wire, user, password);
        }
    }

    /** The same in TLS from the start. */
    boolean imaps(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port).tls()) {
            return imap(wire, user, password);
        }
    }

    /** The same in TLS after STARTTLS. */
    boolean imapStarttls(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            wire.line();
            wire.send("s STARTTLS");
            return imapResult(wire, "s") && imapLogin(wire.tls(), user, password);
        }
    }

    private static boolean imap(Wire wire, String user, String password) throws IOException {
        wire.line();
        return imapLogin(wire, user, password);
    }

    private static boolean imapLogin(Wire wire, String user, String password) throws IOException {
        if (!wire.ask("a LOGIN {" + user.length() + "}").startsWith("+")
                || !wire.ask(user + " {" + password.length() + "}").startsWith("+")) {
            return false;
        }
        wire.send(password);
        boolean in = imapResult(wire, "a");
        wire.send("b LOGOUT");
        imapResult(wire, "b");
        return in;
    }

    /** The same with AUTHENTICATE PLAIN. */
    boolean imapPlain(int port, String user, String password) throws IOException {
        try (Wire wire = connect(port)) {
            wire.line();
            if (!wire.ask("a AUTHENTICATE PLAIN").startsWith("+")) {
                return false;
            }
            wire.send(plain(user, password));
            return imapResult(wire, "a");
        }
    }

    private static boolean imapResult(Wire wire, String tag) throws IOException {
        String line = wire.line();
        while (!line.isEmpty() && !line.startsWith(tag + " ")) {
            line = wire.line();
        }
        return line.startsWith(tag + " OK");
    }

    private static String plain(String user, String password) {
        return Base64.getEncoder()
                .encodeToString(("\0" + user + "\0" + password).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What an SMTP server answers to a recipient in a foreign domain. */
    String smtp(int port) throws IOException {
        try (Wire wire = connect(port)) {
            return smtp(wire);
        }
    }

    private static String smtp(Wire wire) throws IOException {
        smtpReply(wire);
        smtpAsk(wire, "EHLO client.example");
        smtpAsk(wire, "MAIL FROM:<sender@client.example>");
        String reply = smtpAsk(wire, "RCPT TO:<someone@foreign.example>");
        wire.ask("QUIT");
        return reply;
    }

    private static String smtpAsk(Wire wire, String command) throws IOException {
        wire.send(command);
        return smtpReply(wire);
    }

    /** The last line of a reply. */
    private static String smtpReply(Wire wire) throws IOException {
        String line = wire.line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = wire.line();
        }
        return line;
    }

    /** Whether an SMTP server relays for this client; neither yes (250) nor no (5xx) is a failure. */
    boolean relays(int port) throws IOException {
        return accepts(smtp(port));
    }

    /** The same in TLS from the start. */
    boolean relaysInTls(int port) throws IOException {
        try (Wire wire = connect(port).tls()) {
            return accepts(smtp(wire));
        }
    }

    private boolean accepts(String reply) {
        if (!reply.startsWith("250") && !reply.startsWith("5")) {
            throw new AssertionError(address + ": neither accepted nor refused: '" + reply + "'");
        }
        return reply.startsWith("250");
    }

    private Wire connect(int port) throws IOException {
        return new Wire(address, server, port);
    }
}
