package poplock.readlog;

import java.util.Set;

/**
 * One reading of a header from left to right. Each method takes one part and says whether it was there; those that
 * read more than one byte leave the place as it was if it was not.
 */
final class HeaderReader extends Cursor {
    private static final int MAX_MACHINE = 255;
    private static final Set<String> FACILITIES = Set.of("kern", "user", "mail", "daemon", "auth",
            "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "security", "console",
            "audit", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");
    private static final Set<String> LEVELS = Set.of("emerg", "panic", "alert", "crit", "err", "error",
            "warning", "warn", "notice", "info", "debug");

    private final StampReader stampReader = new StampReader();
    private final LineStart before = new LineStart();
    private int lineStart;
    private boolean isFirstForm;
    private Stamp stamp;
    private int stampStart;
    private int machineStart;
    private int machineEnd;
    private int tagStart;
    private int tagEnd;
    private long pid;

    /** Whether the line starts with a header of a known form. */
    boolean reads(byte[] bytes, int start, int after) {
        place(bytes, start, after);
        lineStart = start;
        if (before.isAt(bytes, start, after)) {
            at = start + before.length();
            if (tag()) {
                return recall();
            }
            at = start;
        }
        stamp = null;
        stampStart = start;
        machineStart = start;
        machineEnd = start;
        pid = -1;
        boolean isLogged = stamp(Stamp.Place.BEFORE_LINE);
        boolean isSocklog = prefixedLevel();
        return isLogged && !isSocklog && tag() || syslog();
    }

    /** @return null if the line does not start with a header of a known form */
    Header read(byte[] bytes, int start, int after) {
        return reads(bytes, start, after) ? header() : null;
    }

    /** The header of the line that was read last, which has one. */
    Header header() {
        return new Header(stamp, stampStart, machineStart, machineEnd, tagStart, tagEnd, pid, at);
    }

    /** Where the tag of the line that was read last starts. */
    int tagStart() {
        return tagStart;
    }

    /** Index after it. */
    int tagEnd() {
        return tagEnd;
    }

    private boolean recall() {
        stamp = before.form();
        stampStart = lineStart + before.stamp();
        machineStart = lineStart + before.machine();
        machineEnd = lineStart + before.length() - 1;
        return true;
    }

    /**
     * What stands before the tag is read in the same way each time: no other form of a stamp was tried in its place, and
     * all else is told by its own bytes, whatever the digits of the fraction.
     */
    private boolean remember() {
        if (isFirstForm) {
            before.set(buffer, lineStart, machineEnd + 1, stamp, stampStart, machineStart);
            before.setFraction(lineStart, stampReader.fractionStart(), stampReader.fractionEnd());
        }
        return true;
    }

    private boolean syslog() {
        boolean hasPri = pri();
        if (hasPri && literal("1 ")) {
            return rfc5424();
        }
        if (!stamp(Stamp.Place.LINE)) {
            return !hasPri && stamp == null && tag() && pid < 0
                    && (stamp(Stamp.Place.AFTER_TAG) || stamp(Stamp.Place.LINE));
        }
        bracketedLevel();
        return metalog() || tag() || machine() && (tag() && remember() || level(' ') && tag());
    }

    private boolean rfc5424() {
        boolean hasStamp = literal("- ") || stamp(Stamp.Place.LINE);
        if (!hasStamp || !machine() || !word(Header.MAX_TAG)) {
            return false;
        }
        tagStart = wordStart();
        tagEnd = at;
        boolean fits = skip(' ') && process() && skip(' ') && word(32) && skip(' ')
                && (literal("-") || structuredData()) && (at == end || skip(' '));
        // rsyslog's template puts the blank after the tag of the old form into the message
        skip(' ');
        literal("\u00ef\u00bb\u00bf");
        return fits;
    }

    /** A number, or any other word, or "-" for none. */
    private boolean process() {
        int start = at;
        if (number(10) && at < end && buffer[at] == ' ') {
            pid = lastNumber();
            return true;
        }
        at = start;
        return word(128);
    }

    private boolean stamp(Stamp.Place place) {
        if (at == end) {
            return false;
        }
        Stamp[] forms = Stamp.startingWith(buffer[at], place);
        for (Stamp form : forms) {
            int after = stampReader.read(form, buffer, at, end);
            if (after >= 0 && after < end && buffer[after] == ' ') {
                isFirstForm = form == forms[0] && stamp == null;
                // a logger's stamp tells more than the one behind it: it has a year
                stampStart = stamp == null ? at : stampStart;
                stamp = stamp == null ? form : stamp;
                at = after + 1;
                return true;
            }
        }
        return false;
    }

    private boolean pri() {
        int start = at;
        return skip('<') && number(3) && skip('>') || back(start);
    }

    /** socklog's {@code FACILITY.LEVEL: }, in front of a line with a stamp. */
    private boolean prefixedLevel() {
        int start = at;
        boolean isName = at < end && buffer[at] >= 'a' && buffer[at] <= 'z';
        return isName && level(':') && skip(' ') || back(start);
    }

    /** FreeBSD's syslogd -v and -vv. */
    private boolean bracketedLevel() {
        int start = at;
        return skip('<') && (level('>') || number(2) && skip('.') && number(1) && skip('>')) && skip(' ')
                || back(start);
    }

    /** FACILITY.LEVEL and the byte after it. */
    private boolean level(char after) {
        int start = at;
        int dot = -1;
        while (at < end && at - start < 20 && buffer[at] != after) {
            dot = dot < 0 && buffer[at] == '.' ? at : dot;
            at++;
        }
        boolean fits = dot > start && at < end && FACILITIES.contains(text(start, dot))
                && LEVELS.contains(text(dot + 1, at));
        return fits && skip(after) || back(start);
    }

    private boolean machine() {
        int start = at;
        if (word(MAX_MACHINE) && skip(' ')) {
            machineStart = start;
            machineEnd = at - 1;
            return true;
        }
        return back(start);
    }

    private boolean metalog() {
        int start = at;
        if (skip('[') && word(Header.MAX_TAG) && literal("] ")) {
            tagStart = wordStart();
            tagEnd = at - 2;
            return true;
        }
        return back(start);
    }

    /** The tag, with all that stands between it and the message. */
    private boolean tag() {
        int start = at;
        if (!word(Header.MAX_TAG)) {
            return back(start);
        }
        int after = at;
        boolean hasPid = skip('[');
        if (hasPid && !(number(10) && skip(']'))) {
            return back(start);
        }
        pid = hasPid ? lastNumber() : -1;
        macosLevel();
        if (!skip(':')) {
            return back(start);
        }
        tagStart = start;
        tagEnd = after;
        boolean hasBlank = skip(' ');
        return solarisId() || hasBlank || back(start);
    }

    private boolean macosLevel() {
        int start = at;
        return literal(" <") && word(9) && skip('>') || back(start);
    }

    private boolean solarisId() {
        int start = at;
        if (literal("[ID ") && number(10) && skip(' ') && level(']')) {
            skip(' ');
            return true;
        }
        return back(start);
    }
}
