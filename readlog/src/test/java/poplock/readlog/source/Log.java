package poplock.readlog.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import poplock.common.Source;

/** Log lines of logins, for tests. */
public final class Log {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_INSTANT.withZone(ZoneOffset.UTC);

    /** Where the lines of tests come from that feed them themselves. */
    static final Source SOURCE = new Source(Source.Kind.STDIN, "", "");

    private Log() {}

    /** A login with an RFC 3339 stamp. */
    public static String login(String address, long time) {
        return STAMP.format(Instant.ofEpochSecond(time)) + message(address);
    }

    public static String login(String address) {
        return login(address, System.currentTimeMillis() / 1000);
    }

    /** A login whose header has no time in it. */
    static String unstampedLogin(String address) {
        return "<22>1 - mx dovecot - - - " + message(address).substring(" mx dovecot: ".length());
    }

    private static String message(String address) {
        return " mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=" + address
                + ", lip=127.0.0.1, mpid=1, TLS, session=<a>\n";
    }

    /** A message of Courier's POP3 server. */
    static String courier(String message) {
        return "2026-11-22T13:20:38Z mx pop3d: " + message + "\n";
    }

    static String courierLogin(String address) {
        return courier("LOGIN, user=joe, ip=[" + address + "]");
    }

    public static void append(Path file, String... lines) throws IOException {
        Files.write(file, String.join("", lines).getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
