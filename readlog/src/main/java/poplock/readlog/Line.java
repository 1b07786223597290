package poplock.readlog;

import java.nio.charset.StandardCharsets;

/**
 * A log line that some parser claims.
 *
 * @param start its first byte in the buffer
 * @param end the byte after it
 * @param header null if the source's lines have none
 * @param sourceTag the tag of the source, null if the line has a header
 */
record Line(byte[] buffer, int start, int end, Header header, String sourceTag) {
    int message() {
        return header == null ? start : header.message();
    }

    int messageLength() {
        return end - message();
    }

    /** Empty if the line names none. */
    String machine() {
        return header == null ? "" : text(header.machineStart(), header.machineEnd());
    }

    String tag() {
        return header == null ? sourceTag : text(header.tagStart(), header.tagEnd());
    }

    /** -1 if the line has none. */
    long pid() {
        return header == null ? -1 : header.pid();
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
