package poplock.readlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A part of a {@link BytePattern}. It matches if it and all that follows do, and tries its own ways in java.util.regex's
 * order: the longest first, alternatives from left to right. Where the bytes that may follow tell that a way would be in
 * vain, it is left out.
 */
abstract class ByteNode {
    /** Stands for the end of the message where bytes are looked up. */
    static final int END = 256;

    private ByteNode next;
    private boolean[] firsts;

    /** Whether it and what follows match from {@code at} on. */
    abstract boolean match(BytePattern run, int at);

    /** Whether it may match nothing. */
    boolean mayBeEmpty() {
        return true;
    }

    /** What a match may start with, that of what follows included if it may be empty. */
    boolean[] findFirsts() {
        return next().firsts();
    }

    /** Says what follows. */
    void link(ByteNode follower) {
        next = follower;
    }

    /** Is called when all nodes are linked. */
    void prepare() {}

    final ByteNode next() {
        return next;
    }

    final boolean[] firsts() {
        if (firsts == null) {
            firsts = findFirsts();
        }
        return firsts;
    }

    /** Links parts that follow each other, and {@code follower} behind them; the first of them. */
    static ByteNode chain(List<ByteNode> parts, ByteNode follower) {
        ByteNode head = follower;
        for (ByteNode part : parts.reversed()) {
            part.link(head);
            head = part;
        }
        return head;
    }

    static boolean mayBeEmpty(List<ByteNode> parts) {
        return parts.stream().allMatch(ByteNode::mayBeEmpty);
    }

    static boolean[] union(boolean[] some, boolean[] others) {
        boolean[] union = some.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= others[i];
        }
        return union;
    }

    /** The end of the message. */
    static final class End extends ByteNode {
        @Override
        boolean match(BytePattern run, int at) {
            return at == run.end();
        }

        @Override
        boolean[] findFirsts() {
            var only = new boolean[END + 1];
            only[END] = true;
            return only;
        }
    }

    /** The end of what is matched by itself, whatever follows. */
    static final class Stop extends ByteNode {
        @Override
        boolean match(BytePattern run, int at) {
            run.last(at);
            return true;
        }

        @Override
        boolean[] findFirsts() {
            var all = new boolean[END + 1];
            Arrays.fill(all, true);
            return all;
        }
    }

    /** These very bytes; they are compared eight at a time, as most texts are shorter than two times that. */
    static final class Text extends ByteNode {
        private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class,
                ByteOrder.LITTLE_ENDIAN);

        private final byte[] text;
        private final long[] words;
        /** Of the last word. */
        private final long mask;

        Text(byte[] text) {
            this.text = text;
            words = new long[(text.length + Long.BYTES - 1) / Long.BYTES];
            byte[] padded = Arrays.copyOf(text, words.length * Long.BYTES);
            for (int i = 0; i < words.length; i++) {
                words[i] = (long) WORDS.get(padded, i * Long.BYTES);
            }
            mask = -1L >>> (padded.length - text.length) * Byte.SIZE;
        }

        @Override
        boolean match(BytePattern run, int at) {
            int after = at + text.length;
            return after <= run.end() && isAt(run.bytes(), at) && next().match(run, after);
        }

        private boolean isAt(byte[] bytes, int at) {
            int last = words.length - 1;
            if (at + words.length * Long.BYTES > bytes.length) {
                return Arrays.equals(text, 0, text.length, bytes, at, at + text.length);
            }
            for (int i = 0; i < last; i++) {
                if ((long) WORDS.get(bytes, at + i * Long.BYTES) != words[i]) {
                    return false;
                }
            }
            return (((long) WORDS.get(bytes, at + last * Long.BYTES) ^ words[last]) & mask) == 0;
        }

        @Override
        boolean mayBeEmpty() {
            return false;
        }

        @Override
        boolean[] findFirsts() {
            var only = new boolean[END + 1];
            only[text[0] & 0xff] = true;
            return only;
        }
    }

    /** Bytes of a class, as many as there are. */
    static final class Span extends ByteNode {
        private final boolean[] in;
        private final int least;
        private final int most;
        private boolean isPossessive;
        private boolean[] after;

        /** @param in whether it is in the class, by byte; and false for the end */
        Span(boolean[] in, int least, int most, boolean isPossessive) {
            this.in = in;
            this.least = least;
            this.most = most;
            this.isPossessive = isPossessive;
        }

        @Override
        void prepare() {
            after = next().firsts();
            boolean mayGoOn = false;
            for (int i = 0; i < in.length; i++) {
                mayGoOn |= in[i] && after[i];
            }
            // To give back a byte is in vain if what follows cannot start with it.
            isPossessive |= !mayGoOn;
        }

        @Override
        boolean match(BytePattern run, int at) {
            byte[] bytes = run.bytes();
            int limit = Math.min(run.end() - at, most) + at;
            int stop = at;
            while (stop < limit && in[bytes[stop] & 0xff]) {
                stop++;
            }
            run.look(stop - at + 1);
            if (isPossessive) {
                return stop - at >= least && next().match(run, stop);
            }
            for (; stop - at >= least; stop--) {
                run.look(1);
                if (after[run.at(stop)] && next().match(run, stop)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean mayBeEmpty() {
            return least == 0;
        }

        @Override
        boolean[] findFirsts() {
            return least > 0 ? in : union(in, next().firsts());
        }
    }
}
