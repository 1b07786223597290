package poplock.readlog.metrics;

import java.util.Map;
import java.util.TreeMap;

/** Metrics in the Prometheus text exposition format, version 0.0.4. */
final class MetricsText {
    private static final String PREFIX = "smtp_poplock_";

    private final StringBuilder text = new StringBuilder();

    void counter(String name, String help, long value) {
        head(name, help, "counter");
        text.append(PREFIX).append(name).append(' ').append(value).append('\n');
    }

    void gauge(String name, String help, long value) {
        head(name, help, "gauge");
        text.append(PREFIX).append(name).append(' ').append(value).append('\n');
    }

    /** One value a label; labels are names of parsers or causes, which need no escape. */
    void counter(String name, String help, String label, Map<String, Long> values) {
        head(name, help, "counter");
        new TreeMap<>(values)
                .forEach((key, value) -> text.append(PREFIX).append(name).append('{').append(label)
                        .append("=\"").append(key).append("\"} ").append(value).append('\n'));
    }

    private void head(String name, String help, String type) {
        text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(PREFIX).append(name).append(' ').append(type).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
