package poplock.readlog.database;

import java.util.Arrays;

import poplock.common.Expiry;
import poplock.readlog.table.SipHash;

/**
 * {@code max_addresses}: how many addresses one user may open. A stolen password that a thousand machines log in with opens
 * so many of them and not a thousand. Without an object for each: a user is the hash of his name, with a key that only this
 * process knows.
 */
final class AddressLimit {
    private static final int SLOTS = 1 << 6;
    private static final int MOST_SLOTS = 1 << 20;
    private static final int NONE = -1;

    private final SipHash hash = SipHash.unknown();
    private long[] users;
    private long[] highs;
    private long[] lows;
    private long[] times;
    /** By where a user's hash leads: the first of a list of slots, in which others' may be. */
    private int[] first;
    /** The next slot of the same list. */
    private int[] next;
    private int size;
    /** Not before that time is it worth looking for what has expired. */
    private long sweepNext = Long.MIN_VALUE;

    AddressLimit() {
        clear();
    }

    /** Forgets everybody. */
    void clear() {
        make(SLOTS);
    }

    private void make(int slots) {
        users = new long[slots];
        highs = new long[slots];
        lows = new long[slots];
        times = new long[slots];
        next = new int[slots];
        first = new int[slots];
        Arrays.fill(first, NONE);
        size = 0;
    }

    /**
     * Counts a login.
     *
     * @param user the name's bytes from the array's start on; upper and lower case of ASCII are to be one
     * @param time of the login, in seconds since the epoch
     * @param max how many addresses the user may open
     * @return whether the user may open that address
     */
    boolean allows(byte[] user, int length, long high, long low, long time, int max, Expiry expiry,
            long now) {
        long its = hash.of(0, user, 0, length);
        int known = NONE;
        int others = 0;
        for (int at = first[list(its)]; at != NONE; at = next[at]) {
            if (users[at] == its && highs[at] == high && lows[at] == low) {
                known = at;
            } else if (users[at] == its && expiry.allows(times[at], now)) {
                others++;
            }
        }
        boolean isOpen = known != NONE && expiry.allows(times[known], now);
        if (!isOpen && others >= max) {
            return false;
        }
        if (known != NONE) {
            times[known] = Math.max(times[known], time);
        } else if (makeRoom(expiry, now)) {
            add(its, high, low, time);
        }
        return true;
    }

    /** @return false if there is no room: who comes then is not counted, so that mail goes on */
    private boolean makeRoom(Expiry expiry, long now) {
        if (size == users.length && now >= sweepNext) {
            sweepNext = now + expiry.seconds() / 4;
            copy(users.length, expiry, now);
        }
        if (2 * size > users.length && users.length < MOST_SLOTS) {
            copy(2 * users.length, expiry, now);
        }
        return size < users.length;
    }

    /** Makes the table anew, without what has expired. */
    private void copy(int slots, Expiry expiry, long now) {
        long[] oldUsers = users;
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldTimes = times;
        int count = size;
        make(slots);
        for (int i = 0; i < count; i++) {
            if (expiry.allows(oldTimes[i], now)) {
                add(oldUsers[i], oldHighs[i], oldLows[i], oldTimes[i]);
            }
        }
    }

    private void add(long user, long high, long low, long time) {
        users[size] = user;
        highs[size] = high;
        lows[size] = low;
        times[size] = time;
        next[size] = first[list(user)];
        first[list(user)] = size++;
    }

    private int list(long user) {
        return (int) user & first.length - 1;
    }
}
