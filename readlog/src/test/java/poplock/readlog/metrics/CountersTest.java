package poplock.readlog.metrics;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CountersTest {
    private final Counters counters = new Counters();

    @Test
    void everyLineIsOfThePrometheusTextFormat() {
        count();
        assertTrue(counters.text().endsWith("\n"));
        for (String line : counters.text().lines().toList()) {
            assertTrue(line.matches("# HELP smtp_poplock_[a-z_]+ [A-Z].*"
                    + "|# TYPE smtp_poplock_[a-z_]+ (counter|gauge)"
                    + "|smtp_poplock_[a-z_]+(\\{[a-z_]+=\"[a-z_-]+\"\\})? [0-9]+"), line);
        }
    }

    @Test
    void countsWhatItIsTold() {
        count();
        assertValue("lines_read_total", 15);
        assertValue("lines_dropped_total{cause=\"too_long\"}", 2);
        assertValue("lines_dropped_total{cause=\"cut_off\"}", 4);
        assertValue("logins_total{parser=\"dovecot\"}", 2);
        assertValue("logins_total{parser=\"cyrus\"}", 1);
        assertValue("logins_ignored_total", 1);
        assertValue("logins_too_old_total", 2);
        assertValue("logins_undated_total{cause=\"in_future\"}", 1);
        assertValue("logins_undated_total{cause=\"no_such_time\"}", 0);
        assertValue("late_seconds", 90);
        assertValue("entries_dropped_total", 7);
        assertValue("last_line_timestamp_seconds", 1000);
        assertValue("last_login_timestamp_seconds", 1003);
        assertValue("database_writes_total", 1);
        assertValue("database_write_failures_total", 2);
    }

    @Test
    void everyMetricHasOneTypeAndItsNameTellsIt() {
        count();
        for (String line : counters.text().lines().filter(each -> each.startsWith("# TYPE")).toList()) {
            String[] word = line.split(" ");
            assertEquals(word[2].endsWith("_total") ? "counter" : "gauge", word[3], line);
            assertEquals(1, counters.text().lines().filter(line::equals).count());
        }
    }

    private void count() {
        counters.read(1000, 14);
        counters.read(1000, 1);
        counters.read(1005, 0);
        counters.dropped("too_long", 1);
        counters.dropped("too_long", 2);
        counters.dropped("cut_off", 4);
        counters.login("dovecot", 1001);
        counters.login("cyrus", 1001);
        counters.login("dovecot", 1003);
        counters.ignoredLogin();
        counters.tooOldLogin();
        counters.tooOldLogin();
        counters.undatedLogin("in_future");
        counters.late("one", 90);
        counters.late("two", 80);
        counters.noRoom(7);
        counters.wrote(true);
        counters.wrote(false);
        counters.wrote(false);
    }

    private void assertValue(String name, long value) {
        assertTrue(counters.text().contains("\nsmtp_poplock_" + name + " " + value + "\n"), counters.text());
    }
}
