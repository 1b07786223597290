package poplock.readlog.parser;

import java.util.LinkedHashMap;

import poplock.readlog.line.LogLine;

/**
 * Mistrusts what may be the rest of a message that a logger has cut. Courier's goes on in a message of its own after 511
 * bytes, so a failed login with a long user name that ends in the text of a good one would forge that to the byte. So a
 * message is believed only behind one of the same machine and tag that was seen and was short. After a message as long as
 * the cut, none is believed up to and with the first shorter one: that is the rest. After a gap in what was seen, the
 * first short one may be the rest of what was not.
 */
final class CutGuard {
    /**
     * More machines than anybody's syslog server has. What has been silent longest is forgotten, and no more believed at
     * first: who can fill the table gains nothing by it.
     */
    static final int MAX = 1_000;

    /** Whether the last message of a logger was short, the logger heard last at the end. */
    private final LinkedHashMap<String, Boolean> wasShort = new LinkedHashMap<>(16, 0.75f, true);
    private boolean trustsUnheard;

    /** @param trustsUnheard whether nothing was logged before the first message, so that it cannot be a rest */
    CutGuard(boolean trustsUnheard) {
        this.trustsUnheard = trustsUnheard;
    }

    /**
     * Takes a message and says whether it may be the rest of one before it.
     *
     * @param isWhole whether it was shorter than the logger's cut, and all of it was seen
     */
    boolean mistrusts(LogLine line, boolean isWhole) {
        String logger = line.machine() + ' ' + line.tag();
        Boolean before = wasShort.put(logger, isWhole);
        if (wasShort.size() > MAX) {
            wasShort.pollFirstEntry();
            trustsUnheard = false;
        }
        return before == null ? !trustsUnheard : !before;
    }

    /** What follows is all that has been logged: no message is the rest of one before it. */
    void begin() {
        wasShort.clear();
        trustsUnheard = true;
    }

    /** Something may have been logged that was not seen. */
    void gap() {
        wasShort.clear();
        trustsUnheard = false;
    }
}
