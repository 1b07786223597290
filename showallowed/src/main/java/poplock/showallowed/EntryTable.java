package poplock.showallowed;

import java.util.Arrays;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Entry;

/** Entries of the database, the newest first, without an object for each: a native executable has no collector. */
final class EntryTable {
    /** So many fit into the native executable's memory; see its pom. */
    static final int MAX = 2_000_000;
    private static final int INDEX_BITS = 21;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;

    private final long[] high;
    private final long[] low;
    private final byte[] prefix;
    /** Of each: how long its login is before the end of time, then where its address is. */
    private final long[] order;
    private int size;

    /**
     * @param file the database's name
     * @param room how many entries there may be
     * @throws Complaint if those are too many
     */
    EntryTable(String file, int room) {
        if (room > MAX) {
            throw Complaint.temporary(
                    "unable to list " + file + ": more than " + MAX + " entries; ask for addresses");
        }
        high = new long[room];
        low = new long[room];
        prefix = new byte[room];
        order = new long[room];
        Arrays.fill(order, Long.MAX_VALUE);
    }

    void add(Entry entry) {
        high[size] = entry.address().high();
        low[size] = entry.address().low();
        prefix[size] = (byte) entry.prefix();
        order[size] = Entry.MAX_TIME - entry.time() << INDEX_BITS | size;
        size++;
    }

    /** Brings the newest to the front; of equally new ones the first added. */
    void sort() {
        Arrays.sort(order);
    }

    int size() {
        return size;
    }

    Entry get(int rank) {
        int index = (int) order[rank] & INDEX_MASK;
        return new Entry(new Address(high[index], low[index]), prefix[index] & 0xff,
                Entry.MAX_TIME - (order[rank] >>> INDEX_BITS));
    }
}
