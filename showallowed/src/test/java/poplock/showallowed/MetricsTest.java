package poplock.showallowed;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MetricsTest {
    @Test
    void readsPlainAndLabelledNumbers() {
        var metrics = Metrics.parse("""
                # HELP smtp_poplock_lines_read_total Log lines read.
                # TYPE smtp_poplock_lines_read_total counter
                smtp_poplock_lines_read_total 123456
                smtp_poplock_logins_total{parser="dovecot"} 40
                smtp_poplock_logins_total{parser="qmail-pop3d"} 2
                smtp_poplock_metrics_timestamp_seconds 1.795348800e+09
                """);
        assertEquals(123_456, metrics.total("lines_read_total"));
        assertEquals(42, metrics.total("logins_total"));
        assertEquals(List.of("dovecot", "qmail-pop3d"),
                metrics.all("logins_total").stream().map(Metrics.Sample::label).toList());
        assertEquals(Optional.of(1_795_348_800L), metrics.time("metrics_timestamp_seconds"));
    }

    @Test
    void whatIsNotThereIsZeroAndNever() {
        var metrics = Metrics.parse("smtp_poplock_last_login_timestamp_seconds 0\n");
        assertEquals(0, metrics.total("lines_read_total"));
        assertEquals(Optional.empty(), metrics.time("last_login_timestamp_seconds"));
        assertEquals(Optional.empty(), metrics.time("last_line_timestamp_seconds"));
    }

    @Test
    void whatItDoesNotUnderstandIsPassedOver() {
        var metrics = Metrics.parse("""
                garbage
                smtp_poplock_lines_read_total
                smtp_poplock_lines_read_total x
                smtp_poplock_lines_read_total 1e
                smtp_poplock_lines_read_total{a="b",c="d"} 1
                smtp_poplock_lines_read_total{a="\u001b[2J\\"} 1
                other_lines_read_total 1
                """);
        assertEquals(List.of(), metrics.samples());
    }
}
