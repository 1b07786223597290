package poplock.readlog.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A log line that some parser claims. One object is line after line, so that none costs memory. */
public final class LogLine {
    private byte[] buffer = {};
    private int start;
    private int end;
    private Header header;
    private String sourceTag;

    /**
     * Becomes a line.
     *
     * @param first its first byte in the buffer
     * @param after the byte after it
     * @param itsHeader null if the source's lines have none and nothing stands before the message
     * @param tag of the source, null if the line has a tag of its own
     */
    public LogLine set(byte[] bytes, int first, int after, Header itsHeader, String tag) {
        buffer = bytes;
        start = first;
        end = after;
        header = itsHeader;
        sourceTag = tag;
        return this;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    Header header() {
        return header;
    }

    public int message() {
        return header == null ? start : header.message();
    }

    /**
     * Index after the message's last byte that patterns see. A line end that stood at the end of what the server logged
     * has become a blank or {@code #012}, by the system logger's doing: one of these is left out.
     */
    public int messageEnd() {
        boolean hasBlank = end > message() && buffer[end - 1] == ' ';
        boolean hasLineEnd = end - message() >= 4 && buffer[end - 4] == '#' && buffer[end - 3] == '0'
                && buffer[end - 2] == '1' && buffer[end - 1] == '2';
        return hasBlank ? end - 1 : hasLineEnd ? end - 4 : end;
    }

    /** With what {@link #messageEnd} leaves out: as long as it was logged. */
    public int messageLength() {
        return end - message();
    }

    /** Empty if the line names none. */
    public String machine() {
        return header == null ? "" : text(header.machineStart(), header.machineEnd());
    }

    /** Whether this is the name of its machine. */
    public boolean isOfMachine(byte[] name) {
        return Arrays.equals(name, 0, name.length, buffer, machineStart(), machineEnd());
    }

    public String tag() {
        return sourceTag != null ? sourceTag : text(header.tagStart(), header.tagEnd());
    }

    /** Index of the machine's name. */
    public int machineStart() {
        return header == null ? start : header.machineStart();
    }

    /** Index after it; the same as its start if the line names none. */
    public int machineEnd() {
        return header == null ? start : header.machineEnd();
    }

    /** Index of the line's own tag. */
    public int tagStart() {
        return header == null ? start : header.tagStart();
    }

    /** Index after it. */
    public int tagEnd() {
        return header == null ? start : header.tagEnd();
    }

    /** The tag that the source gives to its lines; null if each has its own. */
    public String sourceTag() {
        return sourceTag;
    }

    /** -1 if the line has none. */
    public long pid() {
        return header == null ? -1 : header.pid();
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
