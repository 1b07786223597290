package poplock.readlog.source;

import java.util.List;
import java.util.function.LongSupplier;

import poplock.readlog.database.Found;
import poplock.readlog.database.Position;
import poplock.readlog.database.Recorder;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Drops;
import poplock.readlog.line.LineReader;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.Login;
import poplock.readlog.parser.LoginFinder;

/**
 * One stream of log bytes on its way to the table: splits it into log lines, finds the logins and dates them.
 * Streams of one source share one {@link LoginFinder} and take turns.
 */
final class Intake {
    private static final Drops.Cause[] CAUSES = Drops.Cause.values();

    private final LoginFinder finder;
    private final Recorder recorder;
    private final Counters counters;
    private final LongSupplier clock;
    private final ClockWatch clockWatch;
    private final LineReader reader;
    private final Found found = new Found();
    /** Until when the source is known to have been read, if what is read now was not read as it was written; -1 if it was. */
    private long readUntil = -1;
    /** Lines that are being read arrived at this very time; -1: it is not known. */
    private long arrived = -1;
    private Arrival arrival = Arrival.live(0);
    private long present;
    private long lastStamp;
    private boolean recalling;

    /** @param clock the present, in seconds since the epoch */
    Intake(LoginFinder finder, Recorder recorder, Counters counters, LongSupplier clock) {
        this(finder, recorder, counters, clock,
                new ClockWatch(finder.source(), finder.site().warnings(), counters));
    }

    private Intake(LoginFinder finder, Recorder recorder, Counters counters, LongSupplier clock,
            ClockWatch clockWatch) {
        this.finder = finder;
        this.recorder = recorder;
        this.counters = counters;
        this.clock = clock;
        this.clockWatch = clockWatch;
        reader = new LineReader(this::line, finder::passOver, finder.site().drops(), finder.site().words());
        countDropped();
    }

    /** An intake for another stream of the same source. */
    Intake another() {
        return new Intake(finder, recorder, counters, clock, clockWatch);
    }

    /** The present, in seconds since the epoch. */
    long now() {
        return clock.getAsLong();
    }

    /**
     * What follows was written while nobody read it. A line that has a stamp is dated by it all the same.
     *
     * @param time the last at which the source is known to have been read, in seconds since the epoch; 0 for none
     */
    void unreadSince(long time) {
        readUntil = time;
    }

    /** What follows is read as it is written. */
    void live() {
        readUntil = -1;
    }

    /** What follows was taken from syslogd at {@code time} by somebody else. */
    void arrivedAt(long time) {
        arrived = time;
    }

    /** The latest time stamp of a login, never of the future, in seconds since the epoch; 0 if there was none. */
    long lastStamp() {
        return lastStamp;
    }

    void feed(byte[] bytes, int start, int length) {
        if (length <= 0) {
            return;
        }
        finder.follow(this);
        arrive();
        long linesBefore = reader.lines();
        reader.feed(bytes, start, length);
        counters.read(present, reader.lines() - linesBefore);
        countDropped();
    }

    private void countDropped() {
        for (Drops.Cause cause : CAUSES) {
            counters.dropped(cause.word(), finder.site().drops().of(cause));
        }
    }

    /**
     * Takes lines that were read once already, and stand right before those that are fed next. Their logins are known; but one
     * of them may have been cut in two, or may have opened a connection, and the next line is judged by that.
     */
    void recall(byte[] bytes, int start, int length) {
        if (length <= 0) {
            return;
        }
        finder.follow(this);
        arrive();
        setRecalling(true);
        reader.feed(bytes, start, length);
        reader.forget();
        setRecalling(false);
    }

    private void setRecalling(boolean isKnown) {
        recalling = isKnown;
        finder.site().drops().recall(isKnown);
    }

    /** Bytes of a line whose end has not arrived yet. */
    long pending() {
        return reader.pending();
    }

    /** What follows is the first that has been logged. */
    void begin() {
        finder.begin(this);
    }

    /** Lines may have got lost before what follows. */
    void gap() {
        finder.gap(this);
    }

    /** Gives up the line whose end has not arrived: what follows comes after a gap. */
    void forget() {
        finder.gap(this);
        reader.forget();
    }

    /** Says how far the source has been read; none if it cannot be read on from there. */
    void reached(List<Position> positions) {
        recorder.reached(positions);
    }

    /** Lines of one second have one arrival. */
    private void arrive() {
        present = clock.getAsLong();
        long time = arrived < 0 ? present : Math.min(arrived, present);
        long unstamped = arrived < 0 && readUntil >= 0 ? Math.min(readUntil, present) : time;
        if (arrival.time() != time || arrival.unstamped() != unstamped) {
            arrival = new Arrival(time, unstamped);
        }
    }

    private void line(byte[] buffer, int start, int end) {
        Login login = finder.find(buffer, start, end, arrival);
        if (login == null || recalling) {
            return;
        }
        long time = finder.time();
        if (time < 0) {
            clockWatch.undated(finder.line(), time, present);
            return;
        }
        if (finder.isStamped()) {
            lastStamp = Math.max(lastStamp, time);
            clockWatch.dated(time, arrival);
        }
        found.set(login.high(), login.low(), time, login.parser());
        found.setUser(login.buffer(), login.userStart(), login.userEnd());
        recorder.record(found, present);
    }
}
