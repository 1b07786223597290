package poplock.readlog.table;

import poplock.common.Scope;

/** The logins since the last folding as lines of the database, in its order, one at a time. */
final class SortedLogins {
    /** No line is longer, LF included. */
    private static final int MAX_LINE = 64;
    private static final int MAX_DIGITS = 19;

    private final RecentLogins logins;
    private final byte[] line = new byte[MAX_LINE];
    private final byte[] digits = new byte[MAX_DIGITS];
    private int[] slots = {};
    private Scope scope = Scope.ADDRESS;
    private int count;
    private int next;
    private int length;

    SortedLogins(RecentLogins logins) {
        this.logins = logins;
    }

    /** Goes to the first one, by their networks. */
    void begin(Scope networks) {
        scope = networks;
        slots = logins.sorted(scope);
        count = logins.size();
        next = -1;
        advance();
    }

    /** Whether there is one more. */
    boolean hasLine() {
        return next < count;
    }

    byte[] line() {
        return line;
    }

    /** How many bytes it has, LF included. */
    int length() {
        return length;
    }

    long time() {
        return logins.time(slots[next]);
    }

    void advance() {
        next++;
        if (next < count) {
            write(slots[next]);
        }
    }

    private void write(int slot) {
        length = scope.write(logins.high(slot), logins.low(slot), line, 0);
        line[length++] = ' ';
        int first = MAX_DIGITS;
        for (long rest = logins.time(slot); rest > 0 || first == MAX_DIGITS; rest /= 10) {
            digits[--first] = (byte) ('0' + rest % 10);
        }
        System.arraycopy(digits, first, line, length, MAX_DIGITS - first);
        length += MAX_DIGITS - first;
        line[length++] = '\n';
    }

    /** Whether its address comes before that of the line at a place, and there is one more. */
    boolean isBefore(byte[] lines, int start) {
        return hasLine() && Block.compareKeys(line, 0, lines, start) < 0;
    }

    /** Whether it is of the same address, and there is one more. */
    boolean isAt(byte[] lines, int start) {
        return hasLine() && Block.compareKeys(line, 0, lines, start) == 0;
    }
}
