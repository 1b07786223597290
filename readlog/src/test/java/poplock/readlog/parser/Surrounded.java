package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import poplock.readlog.line.Header;
import poplock.readlog.line.HeaderForm;

/** A login's line with anything around its tag or its message: no login. */
final class Surrounded {
    private Surrounded() {}

    /** @param sourceTag of a line without header, else null */
    static List<byte[]> of(LoginsFile.Case login, String sourceTag) {
        byte[] line = login.line();
        Header header = sourceTag == null ? Header.parse(line, 0, line.length) : null;
        String tag = header == null ? sourceTag : text(line, header.tagStart(), header.tagEnd());
        String message = text(line, header == null ? 0 : header.message(), line.length);
        var lines = new ArrayList<byte[]>();
        for (String other : List.of(tag + "x", "x" + tag, "sshd", tag + "-evil", tag.toUpperCase() + "_")) {
            if (!mayGoOn(tag) || !other.startsWith(tag)) {
                lines.add(HeaderForm.TRADITIONAL.write(other, 7, message));
            }
        }
        for (String before : List.of("x ", "message repeated 2 times: [ ", tag + ": ", tag + "[7]: ")) {
            lines.add(HeaderForm.TRADITIONAL.write(tag, 7, before + message));
        }
        lines.add(HeaderForm.TRADITIONAL.write("sshd", 7, "Invalid user " + message));
        if (!mayEndInAnything(message)) {
            for (String after : List.of(" x", "=x", " 203.0.113.66", " [203.0.113.66]")) {
                lines.add(HeaderForm.TRADITIONAL.write(tag, 7, message + after));
            }
        }
        return lines;
    }

    /** Cyrus: behind this the service's name is the site's own. */
    private static boolean mayGoOn(String tag) {
        return tag.matches("cyrus(?:-imapd)?/(?:imap|pop3).*");
    }

    /** Exim, nginx, Postfix, Stalwart: the address stands before all that a client chooses, and more may follow. */
    static boolean mayEndInAnything(String text) {
        return text.contains(" P=esmtp") || text.contains(" client logged in, ")
                || text.contains(", sasl_username=")
                || text.contains(", remotePort = ");
    }

    private static String text(byte[] line, int start, int end) {
        return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
