package poplock.readlog.line;

import java.nio.charset.StandardCharsets;

/**
 * A log line that some parser claims.
 *
 * @param start its first byte in the buffer
 * @param end the byte after it
 * @param header null if the source's lines have none and nothing stands before the message
 * @param sourceTag the tag of the source, null if the line has a tag of its own
 */
public record LogLine(byte[] buffer, int start, int end, Header header, String sourceTag) {
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

    public String tag() {
        return sourceTag != null ? sourceTag : text(header.tagStart(), header.tagEnd());
    }

    /** -1 if the line has none. */
    public long pid() {
        return header == null ? -1 : header.pid();
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
