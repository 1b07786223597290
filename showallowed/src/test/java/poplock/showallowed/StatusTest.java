package poplock.showallowed;

import java.io.IOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import poplock.common.Expiry;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StatusTest {
    private static final long NOW = 1_795_348_800;
    private static final LocalTime LOCAL = new LocalTime(new JvmLibc());

    private static Status status(boolean locked, long metricsAge, String more) {
        return new Status(
                Metrics.parse("smtp_poplock_metrics_timestamp_seconds " + (NOW - metricsAge) + "\n" + more),
                locked, NOW);
    }

    private static String lineSeen(long ago) {
        return "smtp_poplock_last_line_timestamp_seconds " + (NOW - ago) + "\n";
    }

    private static Optional<Expiry> most(String silence) {
        return Optional.of(Expiry.parse(silence));
    }

    @Test
    void freshMetricsAndALockMeanThatReadlogRuns() {
        assertEquals(Optional.empty(), status(true, 0, "").problem(Optional.empty()));
        assertEquals(Optional.empty(), status(true, 60, lineSeen(99_999)).problem(Optional.empty()));
        assertEquals(Optional.empty(), status(true, -60, "").problem(Optional.empty()));
    }

    @Test
    void staleMetricsMeanThatItDoesNot() {
        assertEquals(Optional.of("readlog is not running: its metrics are 1m 1s old"),
                status(true, 61, "").problem(Optional.empty()));
        assertTrue(status(true, -61, "").problem(Optional.empty()).isPresent(), "metrics from the future");
        assertTrue(new Status(Metrics.parse(""), true, NOW).problem(Optional.empty()).isPresent(),
                "no time stamp");
    }

    @Test
    void aFreeLockMeansThatItDoesNot() {
        assertEquals(Optional.of("readlog is not running: nobody holds the database's lock"),
                status(false, 5, "").problem(Optional.empty()));
    }

    @Test
    void silenceCountsOnlyWhenAskedFor() {
        assertEquals(Optional.empty(), status(true, 5, lineSeen(7_200)).problem(most("2h")));
        assertEquals(Optional.of("readlog is running, but no log line has come for 2h"),
                status(true, 5, lineSeen(7_201)).problem(most("2h")));
    }

    @Test
    void silenceSinceTheStartIsSilenceToo() {
        String started = "smtp_poplock_start_timestamp_seconds " + (NOW - 300)
                + "\nsmtp_poplock_last_line_timestamp_seconds 0\n";
        assertEquals(Optional.empty(), status(true, 5, started).problem(most("5m")));
        assertTrue(status(true, 5, started).problem(most("299s")).isPresent());
    }

    @Test
    void saysAllThatWasCounted() throws IOException {
        var out = new StringBuilder();
        status(true, 5, """
                smtp_poplock_start_timestamp_seconds %d
                smtp_poplock_last_line_timestamp_seconds %d
                smtp_poplock_lines_read_total 1234
                smtp_poplock_logins_total{parser="dovecot"} 40
                smtp_poplock_logins_total{parser="courier"} 2
                smtp_poplock_logins_too_old_total 8
                smtp_poplock_logins_undated_total{cause="in_future"} 1
                smtp_poplock_late_seconds 99
                smtp_poplock_lines_dropped_total{cause="too_long"} 3
                smtp_poplock_lines_dropped_total{cause="cut_off"} 2
                smtp_poplock_lines_dropped_total{cause="ran_away"} 4
                smtp_poplock_allowed_addresses 17
                smtp_poplock_entries_dropped_total 6
                smtp_poplock_database_writes_total 41
                smtp_poplock_database_write_failures_total 1
                smtp_poplock_fifo_drained_bytes_total 65536
                """.formatted(NOW - 90_000, NOW - 3)).write(out, LOCAL);
        assertEquals("""
                started             %s, 1d 1h ago
                counted             %s, 5s ago
                last log line       %s, 3s ago
                last login          never
                log lines           1234
                logins              42
                  dovecot           40
                  courier           2
                logins ignored      0
                logins too old      8
                logins undated      1
                  in_future         1
                seconds late        99
                lines dropped       9
                  too_long          3
                  cut_off           2
                  ran_away          4
                allowed addresses   17
                entries dropped     6
                database writes     41
                failed writes       1
                drained bytes       65536
                """.formatted(LOCAL.text(NOW - 90_000), LOCAL.text(NOW - 5), LOCAL.text(NOW - 3)),
                out.toString());
    }
}
