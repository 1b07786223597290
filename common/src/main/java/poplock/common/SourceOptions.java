package poplock.common;

import java.util.OptionalInt;

/** The options that stand after a source, taken from its end: what is no option ends them, so that a command keeps its own. */
final class SourceOptions {
    /** No place on earth is further from UTC, in hours. */
    private static final int MOST_HOURS = 14;
    private static final int MOST_DIGITS = 9;

    private String tag;
    private String zone;
    private String max;

    /**
     * Takes the options from the end of a source's text and returns the text before them.
     *
     * @throws IllegalArgumentException with the reason, if one stands there twice or its value is bad
     */
    String takeFrom(String text) {
        String rest = text;
        int last = lastWord(rest);
        while (last > 0 && take(rest.substring(last))) {
            rest = ConfigLines.strip(rest.substring(0, last));
            last = lastWord(rest);
        }
        return rest;
    }

    Source source(Source.Kind kind, String place) {
        return new Source(kind, place, tag == null ? "" : tag,
                zone == null ? OptionalInt.empty() : OptionalInt.of(seconds(zone)),
                max == null ? 0 : Integer.parseInt(max));
    }

    /** An offset from UTC as the option writes it. */
    static String zone(int seconds) {
        int minutes = Math.abs(seconds) / 60;
        return seconds == 0
                ? "UTC"
                : (seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
    }

    private boolean take(String word) {
        String value = word.substring(word.indexOf('=') + 1);
        switch (word.substring(0, word.length() - value.length())) {
            case "tag=" -> tag = tag(once("tag=", tag, value));
            case "zone=" -> zone = zone(once("zone=", zone, value));
            case "max=" -> max = max(once("max=", max, value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String once(String option, String before, String value) {
        if (before != null) {
            throw new IllegalArgumentException(option + " stands there twice");
        }
        return value;
    }

    private static String tag(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("tag= names no tag");
        }
        return value;
    }

    private static String zone(String value) {
        boolean isOffset = value.length() == 6 && "+-".indexOf(value.charAt(0)) >= 0 && value.charAt(3) == ':'
                && isNumber(value.substring(1, 3)) && isNumber(value.substring(4));
        if (!value.equals("UTC") && !value.equals("Z")
                && !(isOffset && Math.abs(seconds(value)) <= MOST_HOURS * 3600 && value.charAt(4) < '6')) {
            throw new IllegalArgumentException(
                    "zone=" + value + " is not zone=+HH:MM, zone=-HH:MM or zone=UTC");
        }
        return value;
    }

    private static String max(String value) {
        if (!isNumber(value) || value.length() > MOST_DIGITS || Integer.parseInt(value) == 0) {
            throw new IllegalArgumentException(
                    "max=" + value + " is not a number of bytes, such as max=1024");
        }
        return value;
    }

    private static int seconds(String zone) {
        if (zone.length() < 6) {
            return 0;
        }
        int minutes = Integer.parseInt(zone.substring(1, 3)) * 60 + Integer.parseInt(zone.substring(4));
        return (zone.charAt(0) == '-' ? -60 : 60) * minutes;
    }

    private static boolean isNumber(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > 0 && at == text.length();
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private static int lastWord(String text) {
        return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1;
    }
}
