package poplock.common;

/** Text of others for a terminal or a log: one line that moves no cursor, whatever it holds. */
public final class Printable {
    private Printable() {}

    /** With a question mark in place of each control character and each separator of lines. */
    public static String line(String text) {
        int first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        var line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(isPlain(c) ? c : '?');
        }
        return line.toString();
    }

    /** So that every byte can be told: what is not visible ASCII, and the backslash, becomes {@code \xNN}; blanks stay. */
    public static String escaped(String bytes) {
        var line = new StringBuilder(bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                line.append(c);
            } else {
                line.append("\\x").append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            }
        }
        return line.toString();
    }

    /** No control character of either set, no DEL, no line or paragraph separator. */
    private static boolean isPlain(char c) {
        return c >= ' ' && (c < 0x7f || c >= 0xa0) && c != 0x2028 && c != 0x2029;
    }
}
