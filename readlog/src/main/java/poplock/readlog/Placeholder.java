package poplock.readlog;

import java.util.regex.Pattern;

/** The words in braces that keep patterns readable. */
enum Placeholder {
    /** The client's address; what it may look like is {@link poplock.common.Address#parse}'s to say. */
    IP("(?<ip>[0-9A-Fa-f:.]{2,45})", 0),
    /** Any other address, such as the server's own. */
    ADDRESS("[0-9A-Fa-f:.]{2,45}", 0),
    /** A user's name: one word without brackets, quotation marks, angle brackets and commas. */
    USER("(?<user>[^ \\[\\]()<>\",]{1,%d})", 255),
    /** A host's name, as a DNS server or the client gave it. */
    HOST("[A-Za-z0-9_][A-Za-z0-9._-]{0,252}", 0);

    private static final Pattern IN_BRACES = Pattern
            .compile("(?<!\\\\[pPxN])\\{([a-z]+)(?::([1-9][0-9]{0,2}))?\\}");

    private final String pattern;
    private final int most;

    Placeholder(String pattern, int most) {
        this.pattern = pattern;
        this.most = most;
    }

    /**
     * Puts patterns in the place of {@code {ip}}, {@code {user}}, {@code {user:80}} (of at most 80 bytes) and so on.
     *
     * @throws IllegalArgumentException if a word in braces is unknown
     */
    static String expand(String text) {
        return IN_BRACES.matcher(text).replaceAll(found -> {
            for (Placeholder placeholder : values()) {
                boolean fits = found.group(2) == null || placeholder.most > 0;
                if (fits && placeholder.name().equalsIgnoreCase(found.group(1))) {
                    return java.util.regex.Matcher.quoteReplacement(placeholder.pattern(found.group(2)));
                }
            }
            throw new IllegalArgumentException("unknown placeholder " + found.group());
        });
    }

    private String pattern(String limit) {
        return most == 0 ? pattern : pattern.formatted(limit == null ? most : Integer.parseInt(limit));
    }
}
