package poplock.readlog.parser;

/** The words in braces that keep patterns readable. */
public enum Placeholder {
    /** The client's address; what it may look like is {@link poplock.common.Address#parse}'s to say. */
    IP("(?<ip>[0-9A-Fa-f:.]{2,45})", 0),
    /** Any other address, such as the server's own. */
    ADDRESS("[0-9A-Fa-f:.]{2,45}", 0),
    /** A user's name: one word without brackets, quotation marks, angle brackets and commas. */
    USER("(?<user>[^ \\[\\]()<>\",]{1,%d})", 255),
    /** A host's name, as a DNS server or the client gave it. */
    HOST("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}", 0);

    private final String pattern;
    private final int most;

    Placeholder(String pattern, int most) {
        this.pattern = pattern;
        this.most = most;
    }

    /** The pattern that a word stands for: {@code ip}, {@code user}, {@code user:80} (of at most 80 bytes) and so on; null if none. */
    public static String pattern(String word) {
        int colon = word.indexOf(':');
        for (Placeholder each : values()) {
            if (colon < 0 && each.name().toLowerCase(java.util.Locale.ROOT).equals(word)) {
                return each.pattern(each.most);
            }
            boolean isLimited = colon > 0 && each.most > 0
                    && each.name().toLowerCase(java.util.Locale.ROOT).equals(word.substring(0, colon));
            int limit = isLimited ? limit(word.substring(colon + 1)) : 0;
            if (limit > 0) {
                return each.pattern(limit);
            }
        }
        return null;
    }

    private String pattern(int limit) {
        return pattern.replace("%d", Integer.toString(limit));
    }

    /** A number from 1 to 999; 0 if it is none. */
    private static int limit(String digits) {
        int limit = digits.length() > 3 || digits.startsWith("0") ? 0 : digits.isEmpty() ? 0 : 1;
        for (int i = 0; i < digits.length(); i++) {
            limit = digits.charAt(i) >= '0' && digits.charAt(i) <= '9' ? limit : 0;
        }
        return limit == 0 ? 0 : Integer.parseInt(digits);
    }
}
