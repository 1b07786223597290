package poplock.readlog;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import poplock.common.Entry;

/**
 * One stream of log bytes on its way to the table: splits it into log lines, finds the logins and dates them. Used by
 * one thread; another stream of the same source may be used by another one, for they share one {@link LoginFinder} and take
 * turns.
 */
final class Intake {
    /** Where found logins go. */
    interface Recorder {
        /**
         * Records logins together with how far their source has been read, so that the two reach the disk together.
         *
         * @param positions of the source's files; null for a source that has none
         */
        void record(List<Found> logins, List<Position> positions);
    }

    /** A login and the time it counts from. */
    record Found(Entry entry, String parser) {}

    private final LoginFinder finder;
    private final Recorder recorder;
    private final Counters counters;
    private final LongSupplier clock;
    private final LineReader reader;
    private List<Found> logins = new ArrayList<>();
    /** Lines that are being read were logged at this time or later, in seconds since the epoch; -1: just now. */
    private long since = -1;
    /** The first line stamped with this time or a later one ends that, in seconds since the epoch. */
    private long until = Long.MAX_VALUE;
    private long lastStamp;
    /** Lines that are being read arrived at this very time; -1: it is not known. */
    private long arrived = -1;
    private long now;

    /** @param clock the present, in seconds since the epoch */
    Intake(LoginFinder finder, Recorder recorder, Counters counters, LongSupplier clock) {
        this.finder = finder;
        reader = new LineReader(this::line, finder::passOver);
        this.recorder = recorder;
        this.counters = counters;
        this.clock = clock;
    }

    /** An intake for another stream of the same source. */
    Intake another() {
        return new Intake(finder, recorder, counters, clock);
    }

    /** The present, in seconds since the epoch. */
    long now() {
        return clock.getAsLong();
    }

    /** What follows was logged at {@code time} or later while nobody read it; its own time stamps tell when. */
    void backlogSince(long time) {
        backlogSince(time, Long.MAX_VALUE);
    }

    /** The same, up to the first login whose stamp is not before {@code end}. */
    void backlogSince(long time, long end) {
        since = time;
        until = end;
    }

    /** The latest time stamp of a login, never of the future, in seconds since the epoch; 0 if there was none. */
    long lastStamp() {
        return lastStamp;
    }

    /** What follows was taken from syslogd at {@code time} by somebody else. */
    void arrivedAt(long time) {
        arrived = time;
    }

    /** What follows is read as it is logged. */
    void live() {
        since = -1;
    }

    void feed(byte[] bytes, int start, int length) {
        if (length <= 0) {
            return;
        }
        synchronized (finder) {
            feedLocked(bytes, start, length);
        }
    }

    private void feedLocked(byte[] bytes, int start, int length) {
        finder.follow(this);
        now = clock.getAsLong();
        long linesBefore = reader.lines();
        Dropped droppedBefore = dropped();
        reader.feed(bytes, start, length);
        counters.read(now, reader.lines() - linesBefore, dropped().minus(droppedBefore));
    }

    private Dropped dropped() {
        return new Dropped(reader.droppedTooLong(), reader.droppedWithControl(), finder.cutOff(),
                finder.cutShort(), finder.ranAway(), finder.failed());
    }

    /** Lines before those that follow, which are not news: a message may have been cut there, or a connection opened. */
    void recall(byte[] bytes, int start, int length) {
        if (length <= 0) {
            return;
        }
        synchronized (finder) {
            finder.follow(this);
            now = clock.getAsLong();
            reader.feed(bytes, start, length);
            reader.forget();
            logins.clear();
        }
    }

    /** Bytes of a line whose end has not arrived yet. */
    long pending() {
        return reader.pending();
    }

    /** Lines may have got lost before what follows. */
    void gap() {
        synchronized (finder) {
            finder.gap(this);
        }
    }

    /** Gives up the line whose end has not arrived: what follows comes after a gap. */
    void forget() {
        synchronized (finder) {
            finder.gap(this);
            reader.forget();
        }
    }

    /** Hands on the logins found since the last time. */
    void deliver(List<Position> positions) {
        if (!logins.isEmpty() || positions != null) {
            recorder.record(logins, positions);
            logins = new ArrayList<>();
        }
    }

    private void line(byte[] buffer, int start, int end) {
        Login login = finder.find(buffer, start, end, now);
        if (login != null) {
            logins.add(new Found(new Entry(login.address(), time()), login.parser()));
        }
    }

    private long time() {
        if (arrived >= 0) {
            return Math.min(arrived, now);
        }
        long stamp = finder.stampedAt();
        lastStamp = Math.max(lastStamp, Math.min(stamp, now));
        if (stamp >= until) {
            live();
        }
        if (since < 0) {
            return now;
        }
        return Math.clamp(stamp < 0 ? since : stamp, Math.min(since, now), now);
    }
}
