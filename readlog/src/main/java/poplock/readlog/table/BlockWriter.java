package poplock.readlog.table;

import java.util.ArrayList;
import java.util.List;

/** Makes blocks of lines that come in their order, again and again. */
public final class BlockWriter {
    /** A smaller block is not worth keeping apart from its neighbour. */
    private static final int SMALL = Block.MAX / 4;

    /** The smallest array of a block, in bytes. */
    private static final int LEAST = 1 << 10;
    private static final int SIZES = 7;

    /** Arrays that no block has any more, by their sizes. */
    private final List<List<byte[]>> spare = new ArrayList<>();
    private List<Block> blocks = new ArrayList<>();
    private final byte[] lines = new byte[Block.MAX];
    private int length;
    private int entries;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    BlockWriter() {
        for (int i = 0; i < SIZES; i++) {
            spare.add(new ArrayList<>());
        }
    }

    /** Takes one line, LF included. */
    public void take(byte[] from, int start, int end) {
        long time = Block.timeOf(from, end);
        append(from, start, end - start, 1, time, time);
    }

    /** Takes a whole block; as it is, if it is large enough. */
    public void take(Block block) {
        if (block.length() >= SMALL && (length == 0 || length + block.length() > Block.MAX)) {
            finishBlock();
            blocks.add(block);
        } else {
            append(block.bytes(), 0, block.length(), block.entries(), block.oldest(), block.newest());
            giveBack(block);
        }
    }

    /** Nobody needs the block any more: a native executable has no collector, and uses its memory again. */
    public void giveBack(Block block) {
        spare.get(size(block.bytes().length)).add(block.bytes());
    }

    /** Which power of two, from {@link #LEAST} on, has room for so many bytes. */
    private static int size(int bytes) {
        return Integer.SIZE - Integer.numberOfLeadingZeros((bytes - 1) / LEAST);
    }

    private byte[] room(int bytes) {
        List<byte[]> its = spare.get(size(bytes));
        return its.isEmpty() ? new byte[LEAST << size(bytes)] : its.removeLast();
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
            byte[] bytes = room(length);
            System.arraycopy(lines, 0, bytes, 0, length);
            blocks.add(new Block(bytes, length, entries, oldest, newest));
        }
        length = 0;
        entries = 0;
        oldest = Long.MAX_VALUE;
        newest = Long.MIN_VALUE;
    }
}
