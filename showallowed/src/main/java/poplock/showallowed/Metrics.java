package poplock.showallowed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What readlog counts, in the Prometheus text format (version 0.0.4) as readlog writes it: at most one label.
 *
 * @param samples in the file's order
 */
record Metrics(List<Sample> samples) {
    /** Before every name. */
    static final String PREFIX = "smtp_poplock_";

    /**
     * One number.
     *
     * @param name without the prefix
     * @param label the label's value; empty without one
     */
    record Sample(String name, String label, double value) {}

    /** Takes what it understands: a later readlog may count more. */
    static Metrics parse(String text) {
        var samples = new ArrayList<Sample>();
        int start = 0;
        for (int end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            sample(text.substring(start, end)).ifPresent(samples::add);
        }
        sample(text.substring(start)).ifPresent(samples::add);
        return new Metrics(List.copyOf(samples));
    }

    /** Of {@code smtp_poplock_NAME VALUE} or {@code smtp_poplock_NAME{LABEL="WORD"} VALUE}. */
    private static Optional<Sample> sample(String line) {
        int blank = line.lastIndexOf(' ');
        if (!line.startsWith(PREFIX) || blank < 0) {
            return Optional.empty();
        }
        String name = line.substring(PREFIX.length(), blank);
        String label = "";
        int brace = name.indexOf('{');
        if (brace >= 0) {
            int quote = name.indexOf("=\"", brace);
            if (quote < 0 || !isName(name.substring(brace + 1, quote)) || !name.endsWith("\"}")
                    || name.length() < quote + 4) {
                return Optional.empty();
            }
            label = name.substring(quote + 2, name.length() - 2);
            name = name.substring(0, brace);
        }
        if (!isName(name) || label.indexOf('"') >= 0 || label.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        String found = name;
        String word = label;
        return number(line.substring(blank + 1)).map(value -> new Sample(found, word, value));
    }

    private static boolean isName(String text) {
        boolean name = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            name &= c >= 'a' && c <= 'z' || c == '_';
        }
        return name;
    }

    List<Sample> all(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The sum over all labels; 0 if it is not there. */
    long total(String name) {
        return (long) all(name).stream().mapToDouble(Sample::value).sum();
    }

    /** A time in seconds since the epoch; empty if it is not there or 0, for never. */
    Optional<Long> time(String name) {
        return Optional.of(total(name)).filter(time -> time > 0);
    }

    private static Optional<Double> number(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
