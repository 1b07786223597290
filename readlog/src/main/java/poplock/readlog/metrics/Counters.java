package poplock.readlog.metrics;

/** What readlog has done since it started; times in seconds since the epoch, 0 for never. */
public final class Counters {
    private long lines;
    private final Numbers dropped = new Numbers();
    private long lastLine;
    private long lastLogin;
    private long ignored;
    private long tooOld;
    private long overLimit;
    private long noRoom;
    private long writes;
    private long writeFailures;
    private final Numbers logins = new Numbers();
    private final Numbers undated = new Numbers("in_future", "no_such_time");
    private final Numbers late = new Numbers();

    /** Takes lines that were read, dropped ones too. */
    public void read(long now, long lines) {
        this.lines += lines;
        lastLine = lines > 0 ? now : lastLine;
    }

    /** How many lines have been dropped for a cause, whatever they said. */
    public void dropped(String cause, long lines) {
        dropped.set(cause, lines);
    }

    /** A login that was found, by the parser of this name. */
    public void login(String parser, long now) {
        logins.add(parser, 1);
        lastLogin = now;
    }

    /** A login from a network that is not to be recorded. */
    public void ignoredLogin() {
        ignored++;
    }

    /** A login that had expired when its line was read. */
    public void tooOldLogin() {
        tooOld++;
    }

    /** A login from one address too many of its user. */
    public void overLimit() {
        overLimit++;
    }

    /** @param cause {@code in_future} or {@code no_such_time} */
    public void undatedLogin(String cause) {
        undated.add(cause, 1);
    }

    /** How long the lines of a source were on their way, in seconds; 0 if that is no more than usual. */
    public void late(String source, long seconds) {
        late.set(source, seconds);
    }

    public void noRoom(int entries) {
        noRoom += entries;
    }

    public void wrote(boolean well) {
        writes += well ? 1 : 0;
        writeFailures += well ? 0 : 1;
    }

    /** The counters in the Prometheus text exposition format, version 0.0.4. */
    public String text() {
        var text = new MetricsText();
        text.counter("lines_read_total", "Log lines read", lines);
        text.counter("lines_dropped_total", "Log lines dropped, whatever they said", "cause",
                dropped.byName());
        text.counter("logins_total", "Logins found", "parser", logins.byName());
        text.counter("logins_ignored_total", "Logins not recorded because of ignore, deny or deny_user",
                ignored);
        text.counter("logins_too_old_total",
                "Logins not recorded because they had expired when they were read",
                tooOld);
        text.counter("logins_over_max_addresses_total",
                "Logins not recorded because their user had opened max_addresses addresses", overLimit);
        text.counter("logins_undated_total", "Logins not recorded because their stamp dates nothing", "cause",
                undated.byName());
        text.gauge("late_seconds", "How long after their stamps lines arrive, if more than a minute",
                late.most());
        text.counter("entries_dropped_total", "Entries dropped because of max_entries", noRoom);
        text.gauge("last_line_timestamp_seconds", "When the last log line was read", lastLine);
        text.gauge("last_login_timestamp_seconds", "When the last login was found", lastLogin);
        text.counter("database_writes_total", "Times the database was written", writes);
        text.counter("database_write_failures_total", "Times the database could not be written",
                writeFailures);
        return text.toString();
    }
}
