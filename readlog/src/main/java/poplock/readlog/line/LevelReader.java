package poplock.readlog.line;

/** Reads what system loggers write of a line's facility and level. */
class LevelReader extends Cursor {
    private static final byte[][] FACILITIES = words("kern", "user", "mail", "daemon", "auth",
            "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp", "ntp", "security", "console",
            "audit", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");
    private static final byte[][] LEVELS = words("emerg", "panic", "alert", "crit", "err", "error",
            "warning", "warn", "notice", "info", "debug");

    final boolean pri() {
        int start = at;
        return skip('<') && number(3) && skip('>') || back(start);
    }

    /** socklog's {@code FACILITY.LEVEL: }, in front of a line with a stamp. */
    final boolean prefixedLevel() {
        int start = at;
        boolean isName = at < end && buffer[at] >= 'a' && buffer[at] <= 'z';
        return isName && level('.', ':') && skip(' ') || back(start);
    }

    /** FreeBSD's syslogd -v and -vv. */
    final boolean bracketedLevel() {
        int start = at;
        return skip('<') && (level('.', '>') || number(2) && skip('.') && number(1) && skip('>')) && skip(' ')
                || back(start);
    }

    /** FACILITY and LEVEL, with a byte between them and one after. */
    final boolean level(char between, char after) {
        int start = at;
        int middle = -1;
        while (at < end && at - start < 20 && buffer[at] != after) {
            middle = middle < 0 && buffer[at] == between ? at : middle;
            at++;
        }
        boolean fits = middle > start && at < end && isOneOf(FACILITIES, start, middle)
                && isOneOf(LEVELS, middle + 1, at);
        return fits && skip(after) || back(start);
    }

    final boolean macosLevel() {
        int start = at;
        return literal(" <") && word(9) && skip('>') || back(start);
    }

    final boolean solarisId() {
        int start = at;
        if (literal("[ID ") && number(10) && skip(' ') && level('.', ']')) {
            skip(' ');
            return true;
        }
        return back(start);
    }
}
