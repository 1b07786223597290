package poplock.common;

import java.util.OptionalInt;

/**
 * Where readlog takes log lines from, as the configuration and {@code --source} write it: {@code fifo:PATH},
 * {@code file:PATH}, {@code command:CMD} or {@code stdin} ({@code -}). After any of them options may stand, each once and in
 * any order: {@code tag=TAG}, {@code zone=+HH:MM} (or {@code zone=UTC}) and {@code max=N}.
 *
 * @param place the path or command; empty for standard input
 * @param tag the tag whose messages the lines are, without any syslog header; empty if each line has its header
 * @param zone of the time stamps that name none, in seconds east of UTC; empty for the system's own
 * @param max the logger cuts lines at this many bytes and throws the rest away; 0 if it does not cut them
 */
public record Source(Kind kind, String place, String tag, OptionalInt zone, int max) {
    /** The ways to get at log lines. */
    public enum Kind {
        FIFO, FILE, COMMAND, STDIN
    }

    /** A source whose lines have headers if {@code tag} is empty, and stamps of the system's zone. */
    public Source(Kind kind, String place, String tag) {
        this(kind, place, tag, OptionalInt.empty(), 0);
    }

    /**
     * Parses a source.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static Source parse(String text) {
        var options = new SourceOptions();
        String source = options.takeFrom(text);
        if (source.equals("stdin") || source.equals("-")) {
            return options.source(Kind.STDIN, "");
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
        return options.source(kind, place);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String source = kind == Kind.STDIN
                ? "stdin"
                : (kind == Kind.FIFO ? "fifo:" : kind == Kind.FILE ? "file:" : "command:") + place;
        return source + (tag.isEmpty() ? "" : " tag=" + tag)
                + (zone.isEmpty() ? "" : " zone=" + SourceOptions.zone(zone.getAsInt()))
                + (max == 0 ? "" : " max=" + max);
    }
}
