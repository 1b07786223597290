package poplock.readlog.pattern;

import java.util.Arrays;

/** Some of the 256 bytes, and perhaps the end of the message. Never changed. */
final class ByteSet {
    /** Stands for the end of the message where bytes are looked up. */
    static final int END = 256;
    /** How many members there may be. */
    static final int SIZE = END + 1;

    static final ByteSet NONE = new ByteSet(new boolean[SIZE]);
    static final ByteSet ONLY_END = range(END, END);
    static final ByteSet ANY_BYTE = range(0, END - 1);
    static final ByteSet ANYTHING = range(0, END);

    private final boolean[] members;

    private ByteSet(boolean[] members) {
        this.members = members;
    }

    /** From the first to the last, both included. */
    static ByteSet range(int first, int last) {
        var members = new boolean[SIZE];
        Arrays.fill(members, first, last + 1, true);
        return new ByteSet(members);
    }

    static ByteSet of(int one) {
        return range(one, one);
    }

    static ByteSet of(String all) {
        var members = new boolean[SIZE];
        for (int i = 0; i < all.length(); i++) {
            members[all.charAt(i)] = true;
        }
        return new ByteSet(members);
    }

    boolean has(int member) {
        return members[member];
    }

    ByteSet with(ByteSet others) {
        var union = new boolean[SIZE];
        for (int i = 0; i < SIZE; i++) {
            union[i] = members[i] || others.members[i];
        }
        return new ByteSet(union);
    }

    /** The bytes that it lacks. */
    ByteSet others() {
        var rest = new boolean[SIZE];
        for (int i = 0; i < END; i++) {
            rest[i] = !members[i];
        }
        return new ByteSet(rest);
    }

    /** With the other case of each ASCII letter. */
    ByteSet inBothCases() {
        var both = Arrays.copyOf(members, SIZE);
        for (int i = 'a'; i <= 'z'; i++) {
            int upper = i - 'a' + 'A';
            both[i] = both[upper] = members[i] || members[upper];
        }
        return new ByteSet(both);
    }

    /** Its one member, -1 if it has none or several. */
    int only() {
        int only = -1;
        for (int i = 0; i < SIZE; i++) {
            if (members[i] && only >= 0) {
                return -1;
            }
            only = members[i] ? i : only;
        }
        return only;
    }

    boolean meets(ByteSet others) {
        for (int i = 0; i < SIZE; i++) {
            if (members[i] && others.members[i]) {
                return true;
            }
        }
        return false;
    }

    boolean isSameAs(ByteSet other) {
        return Arrays.equals(members, other.members);
    }
}
