package poplock.readlog;

import java.util.LinkedHashSet;

/**
 * Mistrusts what comes after a message that a logger may have cut. Courier's goes on in a message of its own after 511
 * bytes, so a failed login with a long user name that ends in the text of a good one would forge that to the byte. After
 * a message as long as the cut, messages of the same machine and tag are not believed, up to and with the first shorter
 * one: that is the rest.
 */
final class CutGuard {
    /** More machines than anybody's syslog server has; the one cut longest ago is forgotten. */
    private static final int MAX = 1_000;

    private final LinkedHashSet<String> cut = new LinkedHashSet<>();

    /** Takes a message and says whether it may be the rest of one before it. */
    boolean mistrusts(Line line, int limit) {
        boolean isLong = line.messageLength() >= limit;
        if (!isLong && cut.isEmpty()) {
            return false;
        }
        String logger = line.machine() + ' ' + line.tag();
        boolean mistrusted = cut.remove(logger);
        if (isLong) {
            cut.add(logger);
            if (cut.size() > MAX) {
                cut.removeFirst();
            }
        }
        return mistrusted;
    }
}
