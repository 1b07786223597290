package poplock.readlog.pattern;

import java.util.Arrays;

/**
 * What a match has noted so far, and the ways that it has left to be tried if the present one fails. Going back to a way takes
 * back what was noted since it was left.
 */
final class Trail {
    /** How many entries there may be: more than two for each byte of the longest line, which has 4,096. */
    static final int MAX_DEPTH = 10_000;

    /** Words of an entry. */
    private static final int ENTRY = 3;

    /**
     * The latest entry last. A way is a place in the program, an index of the message, and for spans how far they may still go;
     * other entries are the complement of a slot, and what is to be noted there again.
     */
    private int[] entries = new int[64 * ENTRY];
    private int depth;
    private int[] notes = {};
    private int groupSlots;
    private boolean isFull;

    /** Forgets everything. */
    void begin(Program program) {
        if (notes.length < program.slots()) {
            notes = new int[program.slots()];
        }
        Arrays.fill(notes, 0, program.slots(), -1);
        groupSlots = 2 * program.groups();
        depth = 0;
        isFull = false;
    }

    /** Whether more had to be left than there is room for. */
    boolean isFull() {
        return isFull;
    }

    /** What is noted in a slot, -1 if nothing. */
    int noted(int slot) {
        return notes[slot];
    }

    /** Notes something until the way left last is taken up. */
    void note(int slot, int value) {
        if (depth > 0) {
            leave(~slot, notes[slot], 0);
        }
        notes[slot] = value;
    }

    /** Notes something that nobody asks for once the way left last is taken up. */
    void noteForGood(int slot, int value) {
        notes[slot] = value;
    }

    /** Leaves a way. */
    void leave(int place, int at, int limit) {
        if (depth == entries.length) {
            if (depth == MAX_DEPTH * ENTRY) {
                isFull = true;
                return;
            }
            entries = Arrays.copyOf(entries, Math.min(2 * depth, MAX_DEPTH * ENTRY));
        }
        entries[depth] = place;
        entries[depth + 1] = at;
        entries[depth + 2] = limit;
        depth += ENTRY;
    }

    /** Takes up the way left last. @return its place in the program, -1 if there is none */
    int back() {
        while (depth > 0) {
            depth -= ENTRY;
            if (entries[depth] >= 0) {
                return entries[depth];
            }
            notes[~entries[depth]] = entries[depth + 1];
        }
        return -1;
    }

    /** The index of the message of the way that was just taken up. */
    int index() {
        return entries[depth + 1];
    }

    /** Its limit. */
    int limit() {
        return entries[depth + 2];
    }

    /** Where the next entry will stand. */
    int mark() {
        return depth;
    }

    /** The index of the message of the way that stands at a mark. */
    int indexAt(int mark) {
        return entries[mark + 1];
    }

    /**
     * Drops the ways from a mark on. What groups have taken since stays noted, and is still taken back if the present way fails.
     *
     * @return how many entries there were
     */
    int settle(int mark) {
        int kept = mark;
        for (int from = mark; from < depth; from += ENTRY) {
            if (entries[from] < 0 && ~entries[from] < groupSlots) {
                entries[kept] = entries[from];
                entries[kept + 1] = entries[from + 1];
                kept += ENTRY;
            }
        }
        int before = depth;
        depth = kept;
        return (before - mark) / ENTRY;
    }

    /** Drops the ways from a mark on, and takes back what was noted since. */
    void unwind(int mark) {
        while (depth > mark) {
            depth -= ENTRY;
            if (entries[depth] < 0) {
                notes[~entries[depth]] = entries[depth + 1];
            }
        }
    }
}
