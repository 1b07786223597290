package poplock.readlog.table;

import java.util.Arrays;

import poplock.common.Entry;
import poplock.common.Scope;

/**
 * Sorts addresses as lines that begin with them sort. Heapsort: in place, without recursion, and nobody can choose addresses
 * that it is slow with. Most are told apart by the first sixteen bytes of their lines, which are written once.
 */
public final class AddressOrder {
    /** Where the addresses are. */
    public interface Addresses {
        /** The first 64 bits of the address of this index. */
        long high(int index);

        /** Its last 64 bits. */
        long low(int index);
    }

    private final Addresses addresses;
    private Scope scope = Scope.ADDRESS;
    private final byte[] one = new byte[Entry.MAX_KEY + 1];
    private final byte[] other = new byte[Entry.MAX_KEY + 1];
    private int[] indices = {};
    /** The first eight bytes of the line of each, and the second, as they sort. */
    private long[] firsts = {};
    private long[] seconds = {};

    public AddressOrder(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Sorts indices of addresses, which are the first of such networks, the first {@code count} ones of an array, in place. */
    public void sort(int[] all, int count, Scope networks) {
        indices = all;
        scope = networks;
        if (firsts.length < count) {
            firsts = new long[Math.max(count, 2 * firsts.length)];
            seconds = new long[firsts.length];
        }
        for (int i = 0; i < count; i++) {
            readStart(i);
        }
        for (int i = count / 2 - 1; i >= 0; i--) {
            sink(i, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            sink(0, end);
        }
    }

    private void readStart(int i) {
        Arrays.fill(one, 0, 2 * Long.BYTES, (byte) 0);
        write(i, one);
        for (int at = 0; at < Long.BYTES; at++) {
            firsts[i] = firsts[i] << Byte.SIZE | one[at];
            seconds[i] = seconds[i] << Byte.SIZE | one[at + Long.BYTES];
        }
    }

    private void write(int i, byte[] line) {
        line[scope.write(addresses.high(indices[i]), addresses.low(indices[i]), line, 0)] = ' ';
    }

    private void sink(int from, int end) {
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && compare(child, child + 1) < 0) {
                child++;
            }
            if (compare(at, child) >= 0) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        int index = indices[a];
        indices[a] = indices[b];
        indices[b] = index;
        long first = firsts[a];
        firsts[a] = firsts[b];
        firsts[b] = first;
        long second = seconds[a];
        seconds[a] = seconds[b];
        seconds[b] = second;
    }

    private int compare(int a, int b) {
        // The bytes of an address are ASCII, so that these numbers are never negative.
        int order = Long.compare(firsts[a], firsts[b]);
        order = order == 0 ? Long.compare(seconds[a], seconds[b]) : order;
        if (order != 0 || isSame(indices[a], indices[b])) {
            return order;
        }
        write(a, one);
        write(b, other);
        return Block.compareKeys(one, 0, other, 0);
    }

    private boolean isSame(int a, int b) {
        return addresses.high(a) == addresses.high(b) && addresses.low(a) == addresses.low(b);
    }
}
