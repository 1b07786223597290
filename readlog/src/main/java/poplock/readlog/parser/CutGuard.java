package poplock.readlog.parser;

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

    private final LineKey key = new LineKey();
    /** Made when there is one. */
    private KeyTable loggers;
    /** Whether the last message of a logger was short. */
    private final boolean[] wasShort = new boolean[MAX];
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
        if (loggers == null) {
            loggers = new KeyTable(MAX, LineKey.MAX);
        }
        key.setLogger(line);
        int index = loggers.find(key.text(), key.length());
        boolean isTrusted = index < 0 ? trustsUnheard : wasShort[index];
        if (index < 0) {
            index = add();
        } else {
            loggers.touch(index);
        }
        wasShort[index] = isWhole;
        return !isTrusted;
    }

    private int add() {
        if (loggers.isFull()) {
            loggers.removeOldest();
            trustsUnheard = false;
        }
        return loggers.add(key.text(), key.length());
    }

    /** What follows is all that has been logged: no message is the rest of one before it. */
    void begin() {
        forget();
        trustsUnheard = true;
    }

    /** Something may have been logged that was not seen. */
    void gap() {
        forget();
        trustsUnheard = false;
    }

    private void forget() {
        if (loggers != null) {
            loggers.clear();
        }
    }
}
