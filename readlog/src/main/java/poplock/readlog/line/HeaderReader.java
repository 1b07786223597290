package poplock.readlog.line;

import poplock.posix.Words;

/**
 * One reading of a header from left to right. Each method takes one part and says whether it was there; those that
 * read more than one byte leave the place as it was if it was not. The lines are one source's, in their order: some loggers
 * write a long line in pieces, and of such a line nothing is read.
 */
public final class HeaderReader extends TagReader {
    private final StampReader stampReader = new StampReader();
    private final LineStart before;
    private final LinePieces pieces = new LinePieces();
    private final Header header = new Header();

    /** One that takes each line apart anew. */
    public HeaderReader() {
        this(null);
    }

    /** @param words how to read eight bytes at once, of lines that start as one before did; null to take each apart */
    public HeaderReader(Words words) {
        before = words == null ? null : new LineStart(words);
    }

    private int lineStart;
    private boolean isFirstForm;
    private Stamp stamp;
    private int stampStart;
    private Stamp inner;
    private int innerStart;

    /** Whether the line starts with a header of a known form. */
    public boolean reads(byte[] bytes, int start, int after) {
        place(bytes, start, after);
        lineStart = start;
        if (before != null && before.isAt(bytes, start, after)) {
            at = start + before.length();
            if (tag()) {
                return recall();
            }
        }
        begin(start);
        boolean isLogged = stamp(Stamp.Place.BEFORE_LINE);
        if (isLogged && pieces.isPiece(stamp, stampReader.isError())) {
            return false;
        }
        boolean isSocklog = prefixedLevel();
        return isLogged && !isSocklog && tag() || syslog() || !isLogged && docker();
    }

    /** @return null if the line does not start with a header of a known form */
    Header read(byte[] bytes, int start, int after) {
        return reads(bytes, start, after) ? header() : null;
    }

    /** Whether the line, one without header, is whole. Of a container's, {@link #bareHeader} is what stands before it. */
    public boolean readsBare(byte[] bytes, int start, int after) {
        place(bytes, start, after);
        begin(start);
        tagStart = start;
        tagEnd = start;
        return !stamp(Stamp.Place.BEFORE_LINE) || !pieces.isPiece(stamp, stampReader.isError());
    }

    /** What a container's runtime wrote before the line that was read last, which has no header; null if it is no container's. */
    public Header bareHeader() {
        return stamp == Stamp.CRI ? header() : null;
    }

    /** The header of the line that was read last, which has one. */
    public Header header() {
        header.setStamps(stamp, stampStart, inner, innerStart);
        header.setProgram(machineStart, machineEnd, tagStart, tagEnd, pid);
        header.setMessage(at);
        return header;
    }

    /** Where the tag of the line that was read last starts. */
    public int tagStart() {
        return tagStart;
    }

    /** Index after it. */
    public int tagEnd() {
        return tagEnd;
    }

    /** Lines were missed: the next one may be the rest of one of them. */
    public void gap() {
        pieces.gap();
    }

    private void begin(int start) {
        at = start;
        stamp = null;
        stampStart = start;
        inner = null;
        innerStart = start;
        machineStart = start;
        machineEnd = start;
        pid = -1;
    }

    private boolean recall() {
        stamp = before.form();
        stampStart = lineStart + before.stamp();
        inner = null;
        innerStart = lineStart;
        machineStart = lineStart + before.machine();
        machineEnd = lineStart + before.length() - 1;
        return true;
    }

    /**
     * What stands before the tag is read in the same way each time: no other form of a stamp was tried in its place, and
     * all else is told by its own bytes, whatever the digits of the minutes, the seconds and their fraction.
     */
    private boolean remember() {
        if (isFirstForm && before != null) {
            before.set(buffer, lineStart, machineEnd + 1, stamp, stampStart, machineStart);
            before.loosen(lineStart, stampReader);
        }
        return true;
    }

    /** {@code docker logs -t}: a stamp before a whole line of a container's, which has its own. */
    private boolean docker() {
        begin(lineStart);
        int after = stampReader.read(Stamp.RFC3339, buffer, at, end);
        if (after < 0 || after == end || buffer[after] != ' ') {
            return false;
        }
        stamp = Stamp.RFC3339;
        at = after + 1;
        return syslog();
    }

    private boolean syslog() {
        boolean hasPri = pri();
        if (literal("1 ")) {
            return rfc5424(hasPri);
        }
        int start = at;
        if (!stamp(Stamp.Place.LINE)) {
            return !hasPri && stamp == null && tag() && pid < 0
                    && (stamp(Stamp.Place.AFTER_TAG) || stamp(Stamp.Place.LINE));
        }
        Stamp form = inner == null ? stamp : inner;
        if (form == Stamp.DOVECOT) {
            return tag();
        }
        bracketedLevel();
        return metalog() || tag() || machine() && afterMachine() || form == Stamp.RFC3164 && withZone(start);
    }

    private boolean withZone(int start) {
        at = start;
        inner = innerStart == start ? null : inner;
        stamp = stampStart == start ? null : stamp;
        return stamp(Stamp.Place.LINE_WITH_ZONE) && machine() && afterMachine();
    }

    private boolean afterMachine() {
        if (tag()) {
            return remember();
        }
        boolean hasLevel = level('.', ' ') || level(':', ' ');
        return (forwarded() || hasLevel) && tag();
    }

    private boolean rfc5424(boolean hasPri) {
        return (hasPri && literal("- ") || stamp(Stamp.Place.LINE)) && machine() && structured();
    }

    private boolean stamp(Stamp.Place place) {
        if (at == end) {
            return false;
        }
        Stamp[] forms = Stamp.startingWith(buffer[at], place);
        for (Stamp form : forms) {
            int after = stampReader.read(form, buffer, at, end);
            if (after >= 0 && after < end && buffer[after] == ' ') {
                take(form, form == forms[0] && place == Stamp.Place.LINE);
                at = after + 1;
                return true;
            }
        }
        return false;
    }

    /** A logger's stamp comes first, and has a year; the one behind it may be of an earlier time. */
    private void take(Stamp form, boolean isFirst) {
        isFirstForm = isFirst && stamp == null;
        if (stamp == null) {
            stamp = form;
            stampStart = at;
        } else {
            inner = form;
            innerStart = at;
        }
    }
}
