package poplock.showallowed;

import java.io.IOException;
import java.util.Optional;

import poplock.common.Expiry;

/**
 * How readlog is, judged by its metrics.
 *
 * @param locked whether somebody holds the database's lock, which readlog does as long as it runs
 * @param now the present, in seconds since the epoch
 */
record Status(Metrics metrics, boolean locked, long now) {
    /** readlog writes its metrics every 10 seconds; older ones, in seconds, have been left behind. */
    private static final long STALE = 60;

    /** @return why readlog is not well; empty if it is */
    Optional<String> problem(Optional<Expiry> maxSilence) {
        long age = now - metrics.time("metrics_timestamp_seconds").orElse(0L);
        if (Math.abs(age) > STALE) {
            return Optional.of("readlog is not running: its metrics are " + new Span(age) + " old");
        }
        if (!locked) {
            return Optional.of("readlog is not running: nobody holds the database's lock");
        }
        long silence = now - metrics.time("last_line_timestamp_seconds")
                .or(() -> metrics.time("start_timestamp_seconds")).orElse(0L);
        return maxSilence.filter(most -> silence > most.seconds())
                .map(most -> "readlog is running, but no log line has come for " + new Span(silence));
    }

    void write(Appendable out, LocalTime local) throws IOException {
        time(out, local, "started", "start_timestamp_seconds");
        time(out, local, "counted", "metrics_timestamp_seconds");
        time(out, local, "last log line", "last_line_timestamp_seconds");
        time(out, local, "last login", "last_login_timestamp_seconds");
        count(out, "log lines", "lines_read_total");
        counts(out, "logins", "logins_total");
        count(out, "logins ignored", "logins_ignored_total");
        count(out, "logins too old", "logins_too_old_total");
        counts(out, "logins undated", "logins_undated_total");
        count(out, "seconds late", "late_seconds");
        counts(out, "lines dropped", "lines_dropped_total");
        count(out, "allowed addresses", "allowed_addresses");
        count(out, "entries dropped", "entries_dropped_total");
        count(out, "database writes", "database_writes_total");
        count(out, "failed writes", "database_write_failures_total");
        count(out, "drained bytes", "fifo_drained_bytes_total");
    }

    private void time(Appendable out, LocalTime local, String what, String name) throws IOException {
        line(out, what,
                metrics.time(name).map(time -> local.text(time) + ", " + new Span(now - time) + " ago")
                        .orElse("never"));
    }

    private void count(Appendable out, String what, String name) throws IOException {
        line(out, what, String.valueOf(metrics.total(name)));
    }

    private void counts(Appendable out, String what, String name) throws IOException {
        count(out, what, name);
        for (Metrics.Sample sample : metrics.all(name)) {
            if (!sample.label().isEmpty()) {
                line(out, "  " + sample.label(), String.valueOf((long) sample.value()));
            }
        }
    }

    private static void line(Appendable out, String what, String value) throws IOException {
        out.append(what).append(" ".repeat(Math.max(1, 20 - what.length()))).append(value).append('\n');
    }
}
