package poplock.fifosafety;

import java.util.ArrayList;
import java.util.List;

import poplock.posix.Libc;

/** The large buffers, of one FIFO after the other: a native executable has no collector. */
final class Buffers {
    /** Two for a look and one for a drain, of each FIFO that is guarded. */
    private static final int MOST = 3 * (Patrol.MAX_OLD + 2);

    private final Libc libc;
    private final List<byte[]> unused = new ArrayList<>(MOST);

    Buffers(Libc libc) {
        this.libc = libc;
    }

    /** One of at least this many bytes, in place of a smaller one. */
    byte[] larger(byte[] smaller, int length) {
        giveBack(smaller);
        for (int i = 0; i < unused.size(); i++) {
            if (unused.get(i).length >= length) {
                return unused.remove(i);
            }
        }
        byte[] buffer = new byte[length];
        libc.keep();
        return buffer;
    }

    void giveBack(byte[] buffer) {
        if (buffer.length > 0 && unused.size() < MOST) {
            unused.add(buffer);
        }
    }
}
