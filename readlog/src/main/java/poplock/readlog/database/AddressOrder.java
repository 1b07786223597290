package poplock.readlog.database;

import poplock.common.Address;

/**
 * Sorts addresses as lines that begin with them sort. Heapsort: in place, without recursion, and nobody can choose addresses
 * that it is slow with.
 */
final class AddressOrder {
    private final long[] highs;
    private final long[] lows;
    private final byte[] one = new byte[Address.MAX_TEXT + 1];
    private final byte[] other = new byte[Address.MAX_TEXT + 1];

    AddressOrder(long[] highs, long[] lows) {
        this.highs = highs;
        this.lows = lows;
    }

    /** Sorts indices of addresses, in place. */
    int[] sorted(int[] indices) {
        for (int i = indices.length / 2 - 1; i >= 0; i--) {
            sink(indices, i, indices.length);
        }
        for (int end = indices.length - 1; end > 0; end--) {
            int greatest = indices[0];
            indices[0] = indices[end];
            indices[end] = greatest;
            sink(indices, 0, end);
        }
        return indices;
    }

    private void sink(int[] heap, int from, int end) {
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && compare(heap[child], heap[child + 1]) < 0) {
                child++;
            }
            if (compare(heap[at], heap[child]) >= 0) {
                return;
            }
            int moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }

    private int compare(int a, int b) {
        one[Address.write(highs[a], lows[a], one, 0)] = ' ';
        other[Address.write(highs[b], lows[b], other, 0)] = ' ';
        return Block.compareKeys(one, 0, other, 0);
    }
}
