package poplock.common;

/**
 * Where readlog takes log lines from, as the configuration and {@code --source} write it: {@code fifo:PATH},
 * {@code file:PATH}, {@code command:CMD} or {@code stdin} ({@code -}), and {@code tag=TAG} after any of them.
 *
 * @param place the path or command; empty for standard input
 * @param tag the tag whose messages the lines are, without any syslog header; empty if each line has its header
 */
public record Source(Kind kind, String place, String tag) {
    /** The ways to get at log lines. */
    public enum Kind {
        FIFO, FILE, COMMAND, STDIN
    }

    /**
     * Parses a source.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static Source parse(String text) {
        int last = Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1;
        boolean tagged = last > 0 && text.startsWith("tag=", last);
        String tag = tagged ? text.substring(last + 4) : "";
        String source = tagged ? ConfigLines.strip(text.substring(0, last)) : text;
        if (tagged && tag.isEmpty()) {
            throw new IllegalArgumentException("tag= names no tag");
        }
        if (source.equals("stdin") || source.equals("-")) {
            return new Source(Kind.STDIN, "", tag);
        }
        int colon = source.indexOf(':');
        Kind kind = switch (source.substring(0, Math.max(colon, 0))) {
            case "fifo" -> Kind.FIFO;
            case "file" -> Kind.FILE;
            case "command" -> Kind.COMMAND;
            default -> throw new IllegalArgumentException(
                    "'" + text + "' is not fifo:PATH, file:PATH, command:CMD or stdin");
        };
        String place = ConfigLines.strip(source.substring(colon + 1));
        if (place.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no " + (kind == Kind.COMMAND ? "command" : "path"));
        }
        return new Source(kind, place, tag);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String source = kind == Kind.STDIN
                ? "stdin"
                : (kind == Kind.FIFO ? "fifo:" : kind == Kind.FILE ? "file:" : "command:") + place;
        return tag.isEmpty() ? source : source + " tag=" + tag;
    }
}
