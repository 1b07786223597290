package poplock.readlog.pattern;

/** Compares the bytes of a message with literals and sets of a program, and counts the work. */
class Scanner {
    protected byte[] bytes = {};
    protected int start;
    protected int end;
    protected int work;
    protected int[] code;
    protected boolean[] sets;
    private byte[] texts;
    private int furthest;

    /** Makes these bytes the message, on which no work has been done yet. */
    final void take(byte[] buffer, int from, int to) {
        bytes = buffer;
        start = from;
        end = to;
        work = 0;
    }

    final byte[] bytes() {
        return bytes;
    }

    /** How many bytes of the message some way has consumed since the program was loaded. */
    final int reach() {
        return furthest - start;
    }

    protected final void load(Program program) {
        code = program.code();
        texts = program.texts();
        sets = program.sets();
        furthest = start;
    }

    /** The byte at an index, or {@link ByteSet#END}. */
    protected final int at(int index) {
        return index < end ? bytes[index] & 0xff : ByteSet.END;
    }

    /** Says that a way ends at this index. */
    protected final int fail(int at) {
        if (at > furthest) {
            furthest = at;
        }
        return -1;
    }

    /** Index after a literal that stands at {@code at}. */
    protected final int text(int from, int length, int at) {
        int most = Math.min(length, end - at);
        int same = 0;
        while (same < most && bytes[at + same] == texts[from + same]) {
            same++;
        }
        return same == length ? at + length : fail(at + same);
    }

    /** Index after as many bytes of a set as there are from {@code at} on. */
    protected final int span(int set, int least, int most, int at) {
        int limit = at + Math.min(most, end - at);
        int stop = at;
        while (stop < limit && sets[set + (bytes[stop] & 0xff)]) {
            stop++;
        }
        work += stop - at;
        return stop - at < least ? fail(stop) : stop;
    }
}
