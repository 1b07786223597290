package poplock.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A clock in a test's hands, and what is to happen when. Nanoseconds. */
final class ScriptedTime {
    private static final long SECOND = 1_000_000_000;

    private final TreeMap<Long, List<Runnable>> script = new TreeMap<>();
    private long monotonic = 1_000 * SECOND;
    private long epoch = 1_795_348_800L * SECOND;

    long monotonic() {
        return monotonic;
    }

    long epoch() {
        return epoch;
    }

    void set(long newEpoch) {
        epoch = newEpoch;
    }

    void at(long time, Runnable event) {
        script.computeIfAbsent(time, any -> new ArrayList<>()).add(event);
    }

    /** Whether anything is to happen up to a time. */
    boolean happensUntil(long end) {
        return !script.isEmpty() && script.firstKey() <= end;
    }

    /** Lets time pass up to what is to happen next. */
    void passToNext() {
        advance(script.firstKey());
    }

    /** Lets time pass, and happen what is to happen by then. */
    void passTo(long end) {
        while (happensUntil(end)) {
            passToNext();
        }
        advance(end);
    }

    private void advance(long to) {
        epoch += to - monotonic;
        monotonic = to;
        List<Runnable> events = script.remove(to);
        if (events != null) {
            events.forEach(Runnable::run);
        }
    }
}
