package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import poplock.common.Address;
import poplock.common.Entry;
import poplock.common.Expiry;

/**
 * The addresses that have logged in and when, one entry an address. Kept as the very bytes of the database file, sorted
 * as they are there, and a small map of the logins since: a million entries are some 25 bytes each, and the file is
 * written without sorting it again.
 *
 * <p>Not safe for several threads; the daemon guards it with one lock.
 */
final class LoginTable {
    /** The map is folded in when it holds this many, or a quarter as many as the table, if that is more. */
    private static final int FOLD = 10_000;

    /** Invariant: whole lines of the database's format, sorted by bytes, one line an address. */
    private byte[] lines = {};
    private int length;
    private int size;
    /** Time of the oldest login in {@link #lines}; nothing expires before it does. */
    private long oldest = Long.MAX_VALUE;
    /** The buffer of the next folding, so that a large table makes no garbage. */
    private byte[] spare = {};
    private final Map<Address, Long> recent = new HashMap<>();

    /**
     * Takes up a database file. What is no entry is left out; entries in the wrong order are put right. An unterminated
     * last line does not count.
     *
     * @param content the file; the table keeps the array
     * @param bad is told the number, from 1, of each line that is no entry
     */
    void load(byte[] content, IntConsumer bad) {
        int kept = 0;
        int previous = 0;
        int number = 0;
        lines = content;
        for (int start = 0, end; start < content.length; start = end) {
            end = endOfLine(start);
            if (end < 0) {
                break;
            }
            number++;
            var entry = Entry.parse(new String(content, start, end - 1 - start, StandardCharsets.ISO_8859_1));
            if (entry.isEmpty()) {
                bad.accept(number);
            } else if (size > 0 && compareKeys(content, previous, content, start) >= 0) {
                recent.merge(entry.get().address(), entry.get().time(), Math::max);
            } else {
                System.arraycopy(content, start, content, kept, end - start);
                previous = kept;
                kept += end - start;
                size++;
                oldest = Math.min(oldest, entry.get().time());
            }
        }
        length = kept;
    }

    /**
     * Records a login. The latest login of an address counts, but no login of the past outweighs the present: a time
     * from a clock that has been set back since gives way.
     *
     * @param time of the login, in seconds since the epoch
     * @param now the present, in seconds since the epoch
     */
    void record(Address address, long time, long now) {
        recent.merge(address, time, (old, latest) -> old > now ? latest : Math.max(old, latest));
    }

    /** Whether so many logins are waiting that they should be folded in before more come. */
    boolean isFull() {
        return recent.size() >= Math.max(FOLD, size / 4);
    }

    /** Whether {@link #fold} would change the lines. */
    boolean isStale(Expiry expiry, long now) {
        return !recent.isEmpty() || size > 0 && !expiry.allows(oldest, now);
    }

    /**
     * Folds the logins since the last time into the lines, and drops what has expired; beyond {@code maxEntries} the
     * oldest go.
     *
     * @return how many entries were dropped for want of room
     */
    int fold(Expiry expiry, int maxEntries, long now) {
        merge(expiry, now, Long.MIN_VALUE, 0);
        int excess = size - maxEntries;
        if (excess <= 0) {
            return 0;
        }
        long[] times = times();
        Arrays.sort(times);
        long last = times[excess - 1];
        int older = excess;
        while (older > 0 && times[older - 1] == last) {
            older--;
        }
        merge(expiry, now, last, excess - older);
        return excess;
    }

    int size() {
        return size;
    }

    /** The lines as of the last {@link #fold}; their first {@link #length} bytes count, until the fold after the next. */
    byte[] lines() {
        return lines;
    }

    int length() {
        return length;
    }

    private void merge(Expiry expiry, long now, long dropBefore, int dropAt) {
        List<byte[]> logins = sortedLogins();
        byte[] merged = room(length + logins.stream().mapToInt(line -> line.length).sum());
        var merge = new Merge(merged, expiry, now, dropBefore, dropAt);
        int next = 0;
        for (int start = 0; start < length;) {
            int end = endOfLine(start);
            int order = 1;
            while (next < logins.size() && (order = compareKeys(lines, start, logins.get(next), 0)) > 0) {
                merge.take(logins.get(next), 0, logins.get(next).length);
                next++;
            }
            if (next < logins.size() && order == 0) {
                byte[] login = logins.get(next++);
                boolean newer = timeOf(login, login.length) >= timeOf(lines, end) || timeOf(lines, end) > now;
                merge.take(newer ? login : lines, newer ? 0 : start, newer ? login.length : end);
            } else {
                merge.take(lines, start, end);
            }
            start = end;
        }
        for (; next < logins.size(); next++) {
            merge.take(logins.get(next), 0, logins.get(next).length);
        }
        spare = lines;
        lines = merged;
        length = merge.length;
        size = merge.size;
        oldest = merge.oldest;
        recent.clear();
    }

    /** One pass over all lines in their order: copies those that stay. */
    private static final class Merge {
        private final byte[] into;
        private final Expiry expiry;
        private final long now;
        private final long dropBefore;
        private int dropAt;
        private int length;
        private int size;
        private long oldest = Long.MAX_VALUE;

        Merge(byte[] into, Expiry expiry, long now, long dropBefore, int dropAt) {
            this.into = into;
            this.expiry = expiry;
            this.now = now;
            this.dropBefore = dropBefore;
            this.dropAt = dropAt;
        }

        void take(byte[] from, int start, int end) {
            long time = timeOf(from, end);
            if (!expiry.allows(time, now) || time < dropBefore || time == dropBefore && dropAt-- > 0) {
                return;
            }
            System.arraycopy(from, start, into, length, end - start);
            length += end - start;
            size++;
            oldest = Math.min(oldest, time);
        }
    }

    private List<byte[]> sortedLogins() {
        var logins = new ArrayList<byte[]>(recent.size());
        recent.forEach((address, time) -> logins
                .add((address + " " + time + "\n").getBytes(StandardCharsets.ISO_8859_1)));
        logins.sort(Arrays::compareUnsigned);
        return logins;
    }

    private byte[] room(int bytes) {
        return spare.length >= bytes ? spare : new byte[bytes + bytes / 8];
    }

    private long[] times() {
        long[] times = new long[size];
        int count = 0;
        for (int start = 0; start < length;) {
            int end = endOfLine(start);
            times[count++] = timeOf(lines, end);
            start = end;
        }
        return times;
    }

    /** Index after the LF of the line at {@code start}; -1 if it has none. */
    private int endOfLine(int start) {
        for (int i = start; i < lines.length; i++) {
            if (lines[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Compares two lines by their addresses, as the bytes of the lines compare. */
    private static int compareKeys(byte[] a, int startOfA, byte[] b, int startOfB) {
        int i = 0;
        while (a[startOfA + i] == b[startOfB + i]) {
            if (a[startOfA + i++] == ' ') {
                return 0;
            }
        }
        return a[startOfA + i] - b[startOfB + i];
    }

    /** The time at the end of the line that ends, LF included, before {@code end}. */
    private static long timeOf(byte[] line, int end) {
        long time = 0;
        long unit = 1;
        for (int i = end - 2; line[i] != ' '; i--) {
            time += (line[i] - '0') * unit;
            unit *= 10;
        }
        return time;
    }
}
