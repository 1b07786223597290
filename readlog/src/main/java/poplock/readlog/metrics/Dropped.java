package poplock.readlog.metrics;

import java.util.Map;

/**
 * How many log lines were dropped, whatever they said, and why.
 *
 * @param tooLong longer than any that is read
 * @param withControl had a control character
 * @param cutOff may be the rest of a message that a logger cut in two
 * @param cutShort is as long as the system logger lets a line be, so that its end may be missing
 * @param ranAway a pattern took too long
 * @param failed could not be judged, for a mistake in readlog itself
 */
public record Dropped(long tooLong, long withControl, long cutOff, long cutShort, long ranAway, long failed) {
    static final Dropped NONE = new Dropped(0, 0, 0, 0, 0, 0);

    Dropped plus(Dropped more) {
        return new Dropped(tooLong + more.tooLong, withControl + more.withControl, cutOff + more.cutOff,
                cutShort + more.cutShort, ranAway + more.ranAway, failed + more.failed);
    }

    public Dropped minus(Dropped before) {
        return new Dropped(tooLong - before.tooLong, withControl - before.withControl, cutOff - before.cutOff,
                cutShort - before.cutShort, ranAway - before.ranAway, failed - before.failed);
    }

    /** By the names that the metrics have for the causes. */
    Map<String, Long> byCause() {
        return Map.of("too_long", tooLong, "control_character", withControl, "cut_off", cutOff, "cut_short",
                cutShort, "ran_away",
                ranAway, "failed", failed);
    }
}
