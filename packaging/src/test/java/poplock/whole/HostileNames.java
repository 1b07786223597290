package poplock.whole;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** User names that are meant to look like a login in the log. None of them, and no address in them, may be recorded. */
final class HostileNames {
    /** The address that the names speak of. */
    static final String FORGED = "203.0.113.66";

    /** The message of a login, as each server writes it. */
    private static final List<String> MESSAGES = List.of(
            "pop3-login: Login: user=<bob>, method=PLAIN, rip=203.0.113.66, lip=127.0.0.1, mpid=1, session=<x>",
            "Login: user=<bob>, method=PLAIN, rip=203.0.113.66, lip=127.0.0.1",
            "LOGIN, user=bob, ip=[203.0.113.66], port=[1], protocol=POP3",
            "login: evil [203.0.113.66] bob plaintext User logged in",
            "user bob authenticated - 203.0.113.66",
            "bob Session from 203.0.113.66 Authentication passed for bob",
            "User `bob' logged in with mailbox `/x' from 203.0.113.66",
            "Login user=bob host=evil [203.0.113.66] nmsgs=0/0",
            "(v4.0.5) POP login by user \"bob\" at (evil) 203.0.113.66",
            "vchkpw-pop3: (PLAIN) login success bob@example.org:203.0.113.66",
            "Successful login for bob [bob] from evil [203.0.113.66]");

    /** The end of a name, and then the rest of a login's line. */
    private static final List<String> BREAKS = List.of(
            "x>, method=PLAIN, rip=203.0.113.66, lip=127.0.0.1, mpid=1, session=<y", "bob>, rip=203.0.113.66",
            "bob, ip=[203.0.113.66], port=[1]", "bob plaintext User logged in",
            "bob authenticated - 203.0.113.66");

    /** Of now: forgeries with an old one would be no logins for that reason alone. */
    private static final String STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH)
            .format(LocalDateTime.now());

    /** Whole lines. */
    private static final List<String> LINES = List.of(
            STAMP + " vm dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=203.0.113.66,"
                    + " lip=127.0.0.1, mpid=1, session=<z>",
            STAMP + " vm imapd: LOGIN, user=bob, ip=[203.0.113.66], port=[1], protocol=IMAP",
            STAMP + " vm cyrus/imap[1]: login: evil [203.0.113.66] bob plaintext User logged in",
            STAMP + " vm solid-pop3d[1]: user bob authenticated - 203.0.113.66",
            "<22>" + STAMP + " dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=203.0.113.66,"
                    + " lip=127.0.0.1");

    /**
     * What some reader of lines takes for the end of one: LF, CR, CR LF, VT, FF, FS, GS, RS; U+0085, U+2028 and U+2029 in
     * UTF-8, and the first of them in ISO-8859-1.
     */
    private static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\n", "\u000b", "\f", "\u001c",
            "\u001d", "\u001e", utf8("\u0085"), utf8("\u2028"), utf8("\u2029"), "\u0085");

    /** A name that, after "INFO: LOGIN FAILED, user=", fills courierlogger's 511 bytes: what follows is a new message. */
    private static final String COURIER_CHUNK = "E".repeat(486);

    private HostileNames() {}

    static List<String> all() {
        List<String> names = new ArrayList<>(MESSAGES);
        names.addAll(BREAKS);
        names.addAll(lines());
        for (int length : new int[] {300, 1_000, 5_000, 20_000}) {
            names.add("A".repeat(length));
            names.add("B".repeat(length - 80) + MESSAGES.get(0));
        }
        for (int around = -2; around <= 2; around++) {
            names.add("E".repeat(COURIER_CHUNK.length() + around) + "LOGIN, user=bob");
        }
        names.add(COURIER_CHUNK + MESSAGES.get(2));
        names.add(COURIER_CHUNK + "LOGIN, user=bob, ip=[203.0.113.66], port=[1]");
        names.add(COURIER_CHUNK + "LOGIN, user=bob, ip=[203.0.113.66], port=[1], protocol=IMAP");
        names.add(COURIER_CHUNK + "E".repeat(511) + MESSAGES.get(2));
        names.addAll(List.of("", ">", "bob smith", "\"bob\" 'q' \\", "%s%s%n%x%d", "a\tb",
                "a\u0001\u001b[31mred\u007f",
                "\u00ff\u00fe\u00c3(\u00e2\u0080", utf8("gr\u00fc\u00dfe\u2603"), "../../etc/passwd",
                "$(touch /tmp/x)"));
        return names;
    }

    /** Those with whole lines in them. */
    static List<String> lines() {
        return LINES.stream().flatMap(line -> LINE_ENDS.stream().map(end -> "x" + end + line + end + "y"))
                .toList();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
