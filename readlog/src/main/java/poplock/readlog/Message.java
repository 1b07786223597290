package poplock.readlog;

import java.nio.charset.StandardCharsets;

/**
 * The text that a pattern is matched against: bytes of a buffer, as ISO-8859-1. It bounds the work of matching: patterns are
 * the administrator's and the text is anybody's, and some pairs of the two would take years.
 */
final class Message implements CharSequence {
    /**
     * How often the patterns may look at a byte of one line, all together. Twenty looks at each byte of the longest line;
     * the shipped patterns take fewer than four.
     */
    static final int MAX_LOOKS = 20 * LineReader.MAX_LINE;

    /** Matching has looked too often. Thrown through java.util.regex, which has no other brake. */
    static final class RunAway extends RuntimeException {
        private static final long serialVersionUID = 1;

        private RunAway() {
            super("looked more than " + MAX_LOOKS + " times at one line", null, false, false);
        }
    }

    static final RunAway RUN_AWAY = new RunAway();

    private byte[] buffer;
    private int start;
    private int end;
    private int looks;

    /** Makes it the bytes from {@code from} to before {@code to}, not looked at yet. */
    Message of(byte[] bytes, int from, int to) {
        buffer = bytes;
        start = from;
        end = to;
        looks = 0;
        return this;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Index of its first byte in the buffer. */
    int start() {
        return start;
    }

    /** Index after it. */
    int end() {
        return end;
    }

    /** @throws RunAway if it was looked at too often now */
    void looked(int times) {
        looks += times;
        if (looks > MAX_LOOKS) {
            throw RUN_AWAY;
        }
    }

    @Override
    public int length() {
        return end - start;
    }

    /** @throws RunAway if it was looked at too often */
    @Override
    public char charAt(int index) {
        if (++looks > MAX_LOOKS) {
            throw RUN_AWAY;
        }
        return (char) (buffer[start + index] & 0xff);
    }

    /** A string: what is taken out of the message outlives it. */
    @Override
    public CharSequence subSequence(int from, int to) {
        return new String(buffer, start + from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return subSequence(0, length()).toString();
    }
}
