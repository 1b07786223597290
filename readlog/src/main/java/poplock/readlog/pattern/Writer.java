package poplock.readlog.pattern;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes the program of a pattern. */
final class Writer {
    /** More bytes than any message has. */
    static final int MANY = 1 << 20;

    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private final List<ByteSet> sets = new ArrayList<>();
    private int[] code = new int[64];
    private int size;
    private int slots;

    private Writer(int groups) {
        slots = 2 * groups;
    }

    static Program write(Part whole, int groups) {
        var writer = new Writer(groups);
        whole.write(writer, ByteSet.ONLY_END);
        writer.add(Op.DONE);
        int firsts = writer.set(whole.firsts(ByteSet.ONLY_END));
        return new Program(Arrays.copyOf(writer.code, writer.size), writer.texts.toByteArray(),
                writer.members(), groups, writer.slots, whole.least(), firsts);
    }

    static int sum(int some, int more) {
        return Math.min(some + more, MANY);
    }

    static int product(int bytes, int times) {
        return (int) Math.min((long) bytes * times, MANY);
    }

    void add(int... words) {
        while (size + words.length > code.length) {
            code = Arrays.copyOf(code, 2 * code.length);
        }
        System.arraycopy(words, 0, code, size, words.length);
        size += words.length;
    }

    /** Where the next word goes. */
    int here() {
        return size;
    }

    /** Adds words and a place, which {@link #land} fills in; where that stands. */
    int fork(int... words) {
        add(words);
        add(-1);
        return size - 1;
    }

    /** Goes on here if the next byte is of the first set; where the place stands that it else goes on at. */
    int split(ByteSet firsts, ByteSet others) {
        return fork(Op.SPLIT, set(firsts), set(others));
    }

    void splitTo(ByteSet firsts, ByteSet others, int place) {
        add(Op.SPLIT, set(firsts), set(others), place);
    }

    int jump() {
        return fork(Op.JUMP);
    }

    void jump(int place) {
        add(Op.JUMP, place);
    }

    /** Fills in the present place. */
    void land(int where) {
        code[where] = size;
    }

    /** A note of the matcher's that nothing else uses. */
    int slot() {
        return slots++;
    }

    int text(byte[] bytes) {
        int start = texts.size();
        texts.write(bytes, 0, bytes.length);
        return start;
    }

    int set(ByteSet set) {
        for (int i = 0; i < sets.size(); i++) {
            if (sets.get(i).isSameAs(set)) {
                return i * ByteSet.SIZE;
            }
        }
        sets.add(set);
        return (sets.size() - 1) * ByteSet.SIZE;
    }

    private boolean[] members() {
        var members = new boolean[sets.size() * ByteSet.SIZE];
        for (int i = 0; i < members.length; i++) {
            members[i] = sets.get(i / ByteSet.SIZE).has(i % ByteSet.SIZE);
        }
        return members;
    }
}
