package poplock.readlog.source;

import poplock.common.Printable;
import poplock.posix.CString;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.LogLine;
import poplock.readlog.metrics.Counters;

/**
 * Notices where the stamps of one source and the clock of this host do not agree, so that logins do not count or count for
 * less than they should, and tells the administrator what to set.
 */
final class ClockWatch {
    /** A line that arrives so many seconds after it was stamped is late. */
    private static final int LATE = 60;
    /** In seconds. */
    private static final int SOON = 60;
    /** So many late logins, one after the other, are no accident. */
    private static final int ENOUGH = 3;
    /** In nanoseconds. */
    private static final long AGAIN = 3_600_000_000_000L;

    private final String source;
    private final Warnings warnings;
    private final Counters counters;
    /** Of the latest login that was undated: what is told once an hour is not to be put into words for each. */
    private byte[] told = {};
    private long toldWhy;
    private long toldTime;
    private int late;
    private boolean warned;

    ClockWatch(String source, Warnings warnings, Counters counters) {
        this.source = source;
        this.warnings = warnings;
        this.counters = counters;
    }

    /**
     * Takes a login whose stamp dates nothing.
     *
     * @param now the present, in seconds since the epoch
     * @param why {@link Dating#IN_FUTURE} or {@link Dating#NEVER}
     */
    void undated(LogLine line, long why, long now) {
        boolean ahead = why == Dating.IN_FUTURE;
        counters.undatedLogin(ahead ? "in_future" : "no_such_time");
        if (line.isOfMachine(told) && toldWhy == why && now - toldTime < SOON) {
            return;
        }
        String machine = line.machine();
        told = CString.bytes(machine);
        toldWhy = why;
        toldTime = now;
        String whose = machine.isEmpty() ? "" : " of " + Printable.escaped(machine);
        warnings.say("undated " + source + ' ' + machine, AGAIN, "a login" + whose + " in " + source
                + (ahead
                        ? " is not recorded: its stamp is more than " + Dating.AHEAD / 60
                                + " minutes ahead of this host's clock"
                        : " is not recorded: its stamp is of a time that never was")
                + "; set the clocks of both hosts (NTP), and if the stamps are of another zone than this host's"
                + " write zone=+HH:MM or zone=UTC after the source");
    }

    /** Takes a login and the time of its stamp. What was written while nobody read it is late for that reason alone. */
    void dated(long time, Arrival arrival) {
        if (!arrival.isLive()) {
            return;
        }
        long seconds = arrival.time() - time;
        late = seconds > LATE ? Math.min(late + 1, ENOUGH) : 0;
        warned &= late > 0;
        counters.late(source, late < ENOUGH ? 0 : seconds);
        if (late == ENOUGH && !warned) {
            warned = true;
            warnings.say("the lines of " + source + " arrive " + seconds
                    + " seconds after their stamps, and logins count from the stamp: the lines wait somewhere,"
                    + " or set the clocks of both hosts (NTP), and if the stamps are of another zone than"
                    + " this host's write zone=+HH:MM or zone=UTC after the source");
        }
    }
}
