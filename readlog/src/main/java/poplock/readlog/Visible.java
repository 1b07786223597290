package poplock.readlog;

/** Text of a log line for a terminal: one line of visible ASCII, whatever somebody wrote into the log. */
final class Visible {
    private Visible() {}

    /** Blanks stay; backslashes and all that is not visible ASCII become {@code \xNN}. */
    static String of(String text) {
        var visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '\\') {
                visible.append(c);
            } else {
                visible.append("\\x").append(Character.forDigit(c >> 4 & 15, 16))
                        .append(Character.forDigit(c & 15, 16));
            }
        }
        return visible.toString();
    }
}
