package poplock.readlog.table;

import java.util.Arrays;

import poplock.common.Scope;

/**
 * Addresses and the times of their logins, without an object for each. A hash table with open addressing: clients choose
 * their IPv6 addresses, so where one goes depends on a key that only this process knows.
 */
public final class RecentLogins implements AddressOrder.Addresses {
    private static final int SLOTS = 1 << 6;
    private static final long FREE = Long.MIN_VALUE;

    private final SipHash hash = SipHash.unknown();
    /** Three numbers a slot, at most half of the slots in use: the address's two halves and the time. */
    private long[] slots = free(SLOTS);
    private int size;
    private long looks;
    private final AddressOrder order = new AddressOrder(this);
    private int[] sorted = {};

    int size() {
        return size;
    }

    /** How many slots have been looked at, for all that was asked and put since the table was made. */
    long looks() {
        return looks;
    }

    /** When an address logged in, in seconds since the epoch; {@code otherwise} if the table has it not. */
    public long time(long high, long low, long otherwise) {
        long time = slots[slot(high, low) + 2];
        return time == FREE ? otherwise : time;
    }

    /**
     * Takes a login of the address with these first and last 64 bits, as {@link LoginTable#record} says.
     *
     * @param time in seconds since the epoch
     */
    public void record(long high, long low, long time, long now) {
        int slot = slot(high, low);
        if (slots[slot + 2] != FREE) {
            slots[slot + 2] = LoginTable.latest(slots[slot + 2], time, now);
            return;
        }
        size++;
        put(slot, high, low, time);
        if (2 * size > slots.length / 3) {
            grow();
        }
    }

    /** The slots in use, by their addresses as lines sort; good until the table changes. */
    int[] sorted(Scope scope) {
        if (sorted.length < size) {
            sorted = new int[Math.max(size, 2 * sorted.length)];
        }
        int count = 0;
        for (int slot = 0; slot < slots.length; slot += 3) {
            if (slots[slot + 2] != FREE) {
                sorted[count++] = slot;
            }
        }
        order.sort(sorted, count, scope);
        return sorted;
    }

    @Override
    public long high(int slot) {
        return slots[slot];
    }

    @Override
    public long low(int slot) {
        return slots[slot + 1];
    }

    /** When the address of a slot in use logged in, in seconds since the epoch. */
    public long time(int slot) {
        return slots[slot + 2];
    }

    /** Forgets all; the room for them is kept. */
    void clear() {
        Arrays.fill(slots, FREE);
        size = 0;
    }

    private void put(int slot, long high, long low, long time) {
        slots[slot] = high;
        slots[slot + 1] = low;
        slots[slot + 2] = time;
    }

    private void grow() {
        long[] old = slots;
        slots = free(2 * old.length / 3);
        for (int i = 0; i < old.length; i += 3) {
            if (old[i + 2] != FREE) {
                put(slot(old[i], old[i + 1]), old[i], old[i + 1], old[i + 2]);
            }
        }
    }

    private static long[] free(int count) {
        long[] slots = new long[3 * count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    /** The address's slot, or the free one that it would get. */
    private int slot(long high, long low) {
        int mask = slots.length / 3 - 1;
        int index = (int) hash.of(high, low) & mask;
        looks++;
        while (slots[3 * index + 2] != FREE && (slots[3 * index] != high || slots[3 * index + 1] != low)) {
            index = index + 1 & mask;
            looks++;
        }
        return 3 * index;
    }
}
