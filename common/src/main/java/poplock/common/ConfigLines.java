package poplock.common;

/**
 * Goes through the lines of a configuration file that say something, no key or value judged. It makes no object for a
 * line or word that nobody asks for: relaylock reads a megabyte of them within two.
 */
final class ConfigLines {
    /** How much of a line or word a complaint quotes. */
    private static final int EXCERPT = 200;
    private static final String HEADING = "[parser ";

    private final String file;
    private final byte[] content;
    private int number;
    private int nextLine;
    /** The line without the blanks around it. */
    private int start;
    private int end;
    /** Whether there may be a control character in it, or there is a CR at its end. */
    private boolean control;
    /** Index of its first {@code =}, or {@code end}. */
    private int equals;
    private int wordStart;
    private int wordEnd;

    ConfigLines(String file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** Goes on to the next line that is neither blank nor a comment. */
    boolean next() {
        while (nextLine < content.length) {
            number++;
            start = nextLine;
            control = false;
            end = endOfLine(start);
            nextLine = end + 1;
            start = afterBlanks(start, end);
            end = beforeBlanks(start, end);
            if (start < end && content[start] != '#') {
                equals = indexOf('=', start, end);
                wordEnd = Math.min(equals + 1, end);
                return true;
            }
        }
        return false;
    }

    /** The line's number, from 1. */
    int number() {
        return number;
    }

    /** Bytes of the line, without the blanks around it. */
    int length() {
        return end - start;
    }

    boolean isHeading() {
        return content[start] == '[';
    }

    Complaint complaint(String why) {
        return Complaint.atLine(file, number, why);
    }

    /** @throws Complaint if the line is not {@code key = value} */
    void refuseNoSetting() {
        if (equals == start || equals == end) {
            throw complaint(
                    "neither 'key = value' nor '[parser NAME]': '" + excerpt(content, start, end) + "'");
        }
        for (int i = start; i < end && control; i++) {
            byte c = content[i];
            if (c >= 0 && c < ' ' && c != '\t' || c == 0x7f) {
                throw complaint("control character in the line");
            }
        }
    }

    boolean isKey(String key) {
        return is(start, beforeBlanks(start, equals), key);
    }

    /** Cut short if it is longer than any key there is. */
    String key() {
        return excerpt(content, start, beforeBlanks(start, equals));
    }

    String value() {
        return text(content, afterBlanks(equals + 1, end), end);
    }

    /** Goes on to the next word of the value. */
    boolean nextWord() {
        wordStart = afterBlanks(wordEnd, end);
        int at = wordStart;
        while (at < end && !isBlank((char) content[at])) {
            at++;
        }
        wordEnd = at;
        return wordStart < end;
    }

    boolean isWord(String word) {
        return is(wordStart, wordEnd, word);
    }

    /** Index of the first byte of the word. */
    int wordStart() {
        return wordStart;
    }

    /** Index after the last byte of the word, or of the heading's name. */
    int wordEnd() {
        return wordEnd;
    }

    /**
     * Makes the name in a heading the word.
     *
     * @throws Complaint if the line is not {@code [parser NAME]}
     */
    void findName() {
        boolean bracketed = content[end - 1] == ']' && length() > HEADING.length();
        for (int i = 0; i < HEADING.length() && bracketed; i++) {
            bracketed = content[start + i] == HEADING.charAt(i);
        }
        wordStart = bracketed ? afterBlanks(start + HEADING.length(), end - 1) : end;
        wordEnd = bracketed ? beforeBlanks(wordStart, end - 1) : end;
        if (!isName(wordStart, wordEnd)) {
            throw complaint(
                    "'" + excerpt(content, start, end)
                            + "' is not [parser NAME], of letters, digits and -_.");
        }
    }

    /** The bytes as ISO-8859-1. */
    static String text(byte[] bytes, int start, int end) {
        var text = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            text.append((char) (bytes[i] & 0xff));
        }
        return text.toString();
    }

    /** As {@link #text}, cut short if it is too long for a complaint. */
    static String excerpt(byte[] bytes, int start, int end) {
        return end - start <= EXCERPT ? text(bytes, start, end) : text(bytes, start, start + EXCERPT) + "...";
    }

    /**
     * Without the blanks around it, and without the CR of a line that ends in CR LF. Not String.strip, which has relaylock's
     * native executable unpack a table of all Unicode characters on each connection, for ten times its own work.
     */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private int endOfLine(int from) {
        int at = from;
        for (byte c; at < content.length && (c = content[at]) != '\n'; at++) {
            control |= c < ' ' && c >= 0 && c != '\t' || c == 0x7f;
        }
        return at;
    }

    private boolean is(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (content[i] != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private int indexOf(char wanted, int from, int to) {
        int at = from;
        while (at < to && content[at] != wanted) {
            at++;
        }
        return at;
    }

    private int afterBlanks(int from, int to) {
        int at = from;
        while (at < to && isBlank((char) content[at])) {
            at++;
        }
        return at;
    }

    private int beforeBlanks(int from, int to) {
        int at = to;
        while (at > from && isBlank((char) content[at - 1])) {
            at--;
        }
        return at;
    }

    private boolean isName(int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = content[i];
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && (i == from || c != '-' && c != '_' && c != '.')) {
                return false;
            }
        }
        return to > from;
    }
}
