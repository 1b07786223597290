package poplock.showallowed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What readlog counts, in the Prometheus text format (version 0.0.4) as readlog writes it: at most one label.
 *
 * @param samples in the file's order
 */
record Metrics(List<Sample> samples) {
    /** Before every name. */
    static final String PREFIX = "smtp_poplock_";
    private static final Pattern SAMPLE = Pattern
            .compile(PREFIX + "([a-z_]+)(?:\\{[a-z_]+=\"([^\"\\\\]*)\"\\})? ([0-9.eE+-]+)");

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
        for (String line : text.split("\n")) {
            var sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                number(sample.group(3)).ifPresent(value -> samples.add(new Sample(sample.group(1),
                        sample.group(2) == null ? "" : sample.group(2), value)));
            }
        }
        return new Metrics(List.copyOf(samples));
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
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
