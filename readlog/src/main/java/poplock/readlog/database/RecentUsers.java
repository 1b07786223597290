package poplock.readlog.database;

import java.util.Arrays;

import poplock.common.Scope;
import poplock.readlog.table.AddressOrder;
import poplock.readlog.table.RecentLogins;
import poplock.readlog.table.SipHash;

/**
 * The latest users of addresses, without an object for each: a user who is in it already costs no memory. What is news is
 * marked, until it has been saved. A hash table with open addressing, as {@link RecentLogins}; the names are one after the
 * other in one array.
 */
final class RecentUsers implements AddressOrder.Addresses {
    private static final int SLOTS = 1 << 6;
    /** Half of them users at most: of what waits while the file cannot be written. */
    private static final int MOST_SLOTS = 1 << 18;
    private static final int NAMES = 1 << 12;
    private static final int MOST_NAMES = 1 << 23;
    /** The longest parser and name: a name is part of a log line, and each byte of it may need three. */
    static final int MAX_NAME = 1 << 14;
    private static final int FREE = -1;

    private final SipHash hash = SipHash.unknown();
    private final AddressOrder order = new AddressOrder(this);
    private long[] highs;
    private long[] lows;
    private long[] times;
    /** Where in {@link #names} the name is: two bytes for its length, then the name. */
    private int[] at;
    private boolean[] news;
    private byte[] names = new byte[NAMES];
    private int namesEnd;
    private int size;
    private int newsCount;
    private int[] slots = {};

    RecentUsers() {
        make(SLOTS);
    }

    private void make(int slots) {
        highs = new long[slots];
        lows = new long[slots];
        times = new long[slots];
        at = new int[slots];
        news = new boolean[slots];
        Arrays.fill(at, FREE);
    }

    /** How many are news. */
    int news() {
        return newsCount;
    }

    /**
     * Takes a login; of one user's logins from one address the latest counts.
     *
     * @param name parser and user as the file writes them, {@link #MAX_NAME} bytes at most
     * @return false if there is no room for more news, and it was not taken
     */
    boolean note(long high, long low, long time, byte[] name, int length) {
        int slot = slot(high, low, name, 0, length);
        if (at[slot] == FREE) {
            if (!makeRoom(length)) {
                return false;
            }
            slot = slot(high, low, name, 0, length);
            add(slot, high, low, name, length);
        } else if (time <= times[slot]) {
            return true;
        }
        times[slot] = time;
        newsCount += news[slot] ? 0 : 1;
        news[slot] = true;
        return true;
    }

    private void add(int slot, long high, long low, byte[] name, int length) {
        highs[slot] = high;
        lows[slot] = low;
        at[slot] = namesEnd;
        names[namesEnd] = (byte) (length >> 8);
        names[namesEnd + 1] = (byte) length;
        System.arraycopy(name, 0, names, namesEnd + 2, length);
        namesEnd += 2 + length;
        size++;
    }

    /** Where no more fit, those go that are no news. */
    private boolean makeRoom(int length) {
        boolean isFull = 2 * (size + 1) > MOST_SLOTS || namesEnd + 2 + length > MOST_NAMES;
        if (isFull && newsCount > 0) {
            return false;
        }
        if (isFull) {
            clear();
        }
        if (namesEnd + 2 + length > names.length) {
            names = Arrays.copyOf(names,
                    Math.min(MOST_NAMES, Math.max(2 * names.length, namesEnd + 2 + length)));
        }
        if (2 * (size + 1) > at.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldTimes = times;
        int[] oldAt = at;
        boolean[] oldNews = news;
        make(2 * oldAt.length);
        for (int i = 0; i < oldAt.length; i++) {
            if (oldAt[i] != FREE) {
                int slot = slot(oldHighs[i], oldLows[i], names, oldAt[i] + 2, length(oldAt[i]));
                highs[slot] = oldHighs[i];
                lows[slot] = oldLows[i];
                times[slot] = oldTimes[i];
                at[slot] = oldAt[i];
                news[slot] = oldNews[i];
            }
        }
    }

    /** All that there is has been saved. */
    void saved() {
        Arrays.fill(news, false);
        newsCount = 0;
    }

    void clear() {
        Arrays.fill(at, FREE);
        Arrays.fill(news, false);
        namesEnd = 0;
        size = 0;
        newsCount = 0;
    }

    /** The slots of what is news, by their addresses as texts: so many as are {@link #news}, in an array that stays ours. */
    int[] sortedNews(Scope scope) {
        if (slots.length < newsCount) {
            slots = new int[Math.max(newsCount, 2 * slots.length)];
        }
        int count = 0;
        for (int slot = 0; slot < at.length; slot++) {
            if (news[slot]) {
                slots[count++] = slot;
            }
        }
        order.sort(slots, count, scope);
        return slots;
    }

    @Override
    public long high(int slot) {
        return highs[slot];
    }

    @Override
    public long low(int slot) {
        return lows[slot];
    }

    /** @return index after the address, which is written from the start of {@code to} on */
    int address(int slot, Scope scope, byte[] to) {
        return scope.write(highs[slot], lows[slot], to, 0);
    }

    boolean isSameAddress(int slot, int other) {
        return highs[slot] == highs[other] && lows[slot] == lows[other];
    }

    long time(int slot) {
        return times[slot];
    }

    byte[] names() {
        return names;
    }

    /** Index of a slot's name in {@link #names}. */
    int nameStart(int slot) {
        return at[slot] + 2;
    }

    int nameEnd(int slot) {
        return at[slot] + 2 + length(at[slot]);
    }

    private int length(int index) {
        return (names[index] & 0xff) << 8 | names[index + 1] & 0xff;
    }

    /** The user's slot, or the free one that it would get. */
    private int slot(long high, long low, byte[] name, int start, int length) {
        int mask = at.length - 1;
        int index = (int) hash.of(hash.of(high, low), name, start, length) & mask;
        while (at[index] != FREE && !isAt(index, high, low, name, start, length)) {
            index = index + 1 & mask;
        }
        return index;
    }

    private boolean isAt(int slot, long high, long low, byte[] name, int start, int length) {
        int its = at[slot];
        if (highs[slot] != high || lows[slot] != low || length(its) != length) {
            return false;
        }
        int i = 0;
        while (i < length && names[its + 2 + i] == name[start + i]) {
            i++;
        }
        return i == length;
    }
}
