package poplock.readlog.parser;

import java.util.Arrays;

/**
 * A bounded table of texts that knows which of them was used longest ago. What is put into it costs no memory of its own: its
 * owner keeps what belongs to a text in arrays, under the text's index.
 */
final class KeyTable {
    private static final int NONE = -1;

    private final int most;
    private final int longest;
    /** By the lowest bits of the hash, the first of the texts that share them. */
    private final int[] chains;
    private final int[] chained;
    private final int[] hashes;
    private final int[] lengths;
    private final byte[] texts;
    /** From the one used longest ago to the latest one; those that are free hang behind each other, too. */
    private final int[] older;
    private final int[] newer;
    private int oldest = NONE;
    private int latest = NONE;
    private int free;
    private int size;

    /**
     * @param most texts
     * @param longest in bytes; what is longer is told apart by its first bytes
     */
    KeyTable(int most, int longest) {
        this.most = most;
        this.longest = longest;
        chains = new int[2 * Integer.highestOneBit(most)];
        chained = new int[most];
        hashes = new int[most];
        lengths = new int[most];
        texts = new byte[most * longest];
        older = new int[most];
        newer = new int[most];
        clear();
    }

    void clear() {
        Arrays.fill(chains, NONE);
        for (int i = 0; i < most; i++) {
            newer[i] = i + 1;
        }
        newer[most - 1] = NONE;
        free = 0;
        oldest = NONE;
        latest = NONE;
        size = 0;
    }

    boolean isFull() {
        return size == most;
    }

    /** The index of a text, -1 if it is not in the table. */
    int find(byte[] text, int end) {
        int length = Math.min(end, longest);
        int hash = hash(text, length);
        int index = chains[hash & chains.length - 1];
        while (index != NONE && !(hashes[index] == hash && isAt(index, text, length))) {
            index = chained[index];
        }
        return index;
    }

    private boolean isAt(int index, byte[] text, int length) {
        int start = index * longest;
        return Arrays.equals(texts, start, start + lengths[index], text, 0, length);
    }

    /** Adds a text that is not in the table, which is not full; its index. */
    int add(byte[] text, int end) {
        int index = free;
        free = newer[index];
        size++;
        lengths[index] = Math.min(end, longest);
        System.arraycopy(text, 0, texts, index * longest, lengths[index]);
        hashes[index] = hash(text, lengths[index]);
        int chain = hashes[index] & chains.length - 1;
        chained[index] = chains[chain];
        chains[chain] = index;
        append(index);
        return index;
    }

    /** Says that a text is used now. */
    void touch(int index) {
        unlink(index);
        append(index);
    }

    void removeOldest() {
        remove(oldest);
    }

    void remove(int index) {
        unlink(index);
        int chain = hashes[index] & chains.length - 1;
        if (chains[chain] == index) {
            chains[chain] = chained[index];
        } else {
            int before = chains[chain];
            while (chained[before] != index) {
                before = chained[before];
            }
            chained[before] = chained[index];
        }
        newer[index] = free;
        free = index;
        size--;
    }

    private void append(int index) {
        older[index] = latest;
        newer[index] = NONE;
        if (latest == NONE) {
            oldest = index;
        } else {
            newer[latest] = index;
        }
        latest = index;
    }

    private void unlink(int index) {
        int before = older[index];
        int after = newer[index];
        if (before == NONE) {
            oldest = after;
        } else {
            newer[before] = after;
        }
        if (after == NONE) {
            latest = before;
        } else {
            older[after] = before;
        }
    }

    private static int hash(byte[] text, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text[i];
        }
        return hash ^ hash >>> 15;
    }
}
