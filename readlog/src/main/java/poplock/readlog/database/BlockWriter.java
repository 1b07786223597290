package poplock.readlog.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes blocks of lines that come in their order, again and again. */
final class BlockWriter {
    /** A smaller block is not worth keeping apart from its neighbour. */
    private static final int SMALL = Block.MAX / 4;

    private List<Block> blocks = new ArrayList<>();
    private final byte[] lines = new byte[Block.MAX];
    private int length;
    private int entries;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    /** Takes one line, LF included. */
    void take(byte[] from, int start, int end) {
        long time = Block.timeOf(from, end);
        append(from, start, end - start, 1, time, time);
    }

    /** Takes a whole block; as it is, if it is large enough. */
    void take(Block block) {
        byte[] bytes = block.bytes();
        if (bytes.length >= SMALL && (length == 0 || length + bytes.length > Block.MAX)) {
            finishBlock();
            blocks.add(block);
        } else {
            append(bytes, 0, bytes.length, block.entries(), block.oldest(), block.newest());
        }
    }

    /** All that was taken, in a list of the caller's own; what is taken next are others. */
    List<Block> finish() {
        finishBlock();
        List<Block> finished = blocks;
        blocks = new ArrayList<>();
        return finished;
    }

    private void append(byte[] from, int start, int count, int itsEntries, long itsOldest, long itsNewest) {
        if (length + count > Block.MAX) {
            finishBlock();
        }
        System.arraycopy(from, start, lines, length, count);
        length += count;
        entries += itsEntries;
        oldest = Math.min(oldest, itsOldest);
        newest = Math.max(newest, itsNewest);
    }

    private void finishBlock() {
        if (length > 0) {
            blocks.add(new Block(Arrays.copyOf(lines, length), entries, oldest, newest));
        }
        length = 0;
        entries = 0;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
    }
}
