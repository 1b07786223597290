package poplock.readlog.line;

import poplock.common.Address;

/** Reads the machine and the tag of a line, with the pid. */
class TagReader extends LevelReader {
    private static final int MAX_MACHINE = 255;
    /** Of the longest IPv6 address: eight groups, the last two written as IPv4. */
    private static final int MAX_IPV6 = 45;

    private final long[] bits = new long[2];
    protected int machineStart;
    protected int machineEnd;
    protected int tagStart;
    protected int tagEnd;
    protected long pid;

    final boolean machine() {
        int start = at;
        if (word(MAX_MACHINE) && skip(' ') || back(start) || ipv6() && skip(' ')) {
            machineStart = start;
            machineEnd = at - 1;
            return true;
        }
        return back(start);
    }

    /** A whole address, nothing else: a tag ends in a colon, too. */
    private boolean ipv6() {
        int start = at;
        boolean hasColon = false;
        while (at < end && buffer[at] != ' ' && at - start <= MAX_IPV6) {
            hasColon |= buffer[at++] == ':';
        }
        return hasColon && Address.parse(buffer, start, at, bits) || back(start);
    }

    final boolean metalog() {
        int start = at;
        if (skip('[') && word(Header.MAX_TAG) && literal("] ")) {
            tagStart = wordStart();
            tagEnd = at - 2;
            return true;
        }
        return back(start);
    }

    /** The tag, with all that stands between it and the message. */
    final boolean tag() {
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

    /** AIX's, of a line that came from another machine. */
    final boolean forwarded() {
        int start = at;
        if (literal("Message forwarded from ") && word(MAX_MACHINE) && literal(": ")) {
            machineStart = wordStart();
            machineEnd = at - 2;
            return true;
        }
        return back(start);
    }

    /** RFC 5424's tag and all behind it that is no message. */
    final boolean structured() {
        if (!word(Header.MAX_TAG)) {
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
}
