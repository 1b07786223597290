package poplock.readlog.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

import poplock.common.Expiry;
import poplock.common.Scope;

/**
 * The addresses that have logged in and when, one entry an address. Kept as the very bytes of the database file in
 * blocks, and a small table of the logins since: a million entries are some 25 bytes each, and a few logins change a few
 * blocks.
 */
public final class LoginTable {
    /** The logins since are folded in when there are this many, or a sixteenth as many as the table, if that is more. */
    private static final int FOLD = 10_000;
    /** No entry is longer, LF included. */
    private static final int MAX_LINE = 64;

    /**
     * What a folding has done.
     *
     * @param changed whether the blocks have changed
     * @param noRoom how many entries were dropped because there were too many
     */
    public record Folded(boolean changed, int noRoom) {}

    /** Invariant: one after the other they are the database: sorted by bytes, one line an address. */
    private List<Block> blocks = new ArrayList<>();
    private int size;
    private Scope scope;
    private final RecentLogins recent = new RecentLogins();
    private final SortedLogins logins = new SortedLogins(recent);
    private final BlockWriter writer = new BlockWriter();
    private final byte[] key = new byte[MAX_LINE];
    private boolean changed;

    public LoginTable(Scope scope) {
        this.scope = scope;
    }

    /**
     * Goes on with other networks. What opened others goes: nobody looks it up any more, and whose it was is not known of the
     * new ones. To be called after {@link #fold}.
     */
    public void use(Scope other) {
        scope = other;
        new EntryLine().copy(blocks, scope, writer);
        take(writer);
    }

    /**
     * Takes up a database file. What is no entry is left out; entries in the wrong order are put right. An unterminated
     * last line does not count.
     *
     * @param in the file's bytes; best read through a buffer
     * @param now the present, in seconds since the epoch
     * @param bad is told the number, from 1, of each line that is no entry
     */
    public void load(InputStream in, long now, IntConsumer bad) throws IOException {
        byte[] line = new byte[MAX_LINE];
        byte[] previous = new byte[MAX_LINE];
        // The blank sorts before all addresses.
        previous[0] = ' ';
        var entry = new EntryLine();
        int length = 0;
        int number = 0;
        for (int b; (b = in.read()) >= 0;) {
            line[Math.min(length, MAX_LINE - 1)] = (byte) b;
            length = Math.min(length + 1, MAX_LINE);
            if (b != '\n') {
                continue;
            }
            number++;
            if (!entry.parse(line, 0, length - 1)) {
                bad.accept(number);
            } else if (entry.isOf(scope) && Block.compareKeys(previous, 0, line, 0) >= 0) {
                record(entry.high(), entry.low(), entry.time(), now);
            } else if (entry.isOf(scope)) {
                // What is of another ipv6_prefix nobody looks up.
                writer.take(line, 0, length);
                System.arraycopy(line, 0, previous, 0, length);
            }
            length = 0;
        }
        if (length > 0) {
            bad.accept(number + 1);
        }
        take(writer);
    }

    /**
     * Records a login of the address with these first and last 64 bits. The latest login of an address counts, but no login
     * of the past outweighs the present: a time from a clock that has been set back since gives way.
     *
     * @param time of the login, in seconds since the epoch
     * @param now the present, in seconds since the epoch
     */
    public void record(long high, long low, long time, long now) {
        recent.record(high, low, time, now);
    }

    /** When an address last logged in, in seconds since the epoch; 0 if it has no entry. */
    public long time(long high, long low) {
        long time = recent.time(high, low, 0);
        key[scope.write(high, low, key, 0)] = ' ';
        Block block = Block.holding(blocks, key);
        return block == null ? time : Math.max(time, block.time(key));
    }

    /** Copies blocks, and leaves out what is taken back. */
    public interface Copying {
        /** @return whether anything is not as it was */
        boolean copy(List<Block> from, BlockWriter to);
    }

    /**
     * Takes logins back. To be called after {@link #fold}.
     *
     * @return whether anything has changed
     */
    public boolean withdraw(Copying withdrawal) {
        boolean any = withdrawal.copy(blocks, writer);
        take(writer);
        return any;
    }

    /** The later of two times of logins, of which the first may be of a clock that has been set back since. */
    static long latest(long old, long latest, long now) {
        return old > now ? latest : Math.max(old, latest);
    }

    /** Whether so many logins are waiting that they should be folded in before more come. */
    public boolean isFull() {
        return recent.size() >= Math.max(FOLD, size / 16);
    }

    /** Whether {@link #fold} might change the blocks. */
    public boolean isStale(Expiry expiry, long now) {
        var retention = new Retention(expiry, now);
        return recent.size() > 0 || !blocks.stream().allMatch(retention::keepsAll);
    }

    /** Folds the logins since the last time into the blocks, and drops what has expired; beyond {@code maxEntries} the
     * oldest go. */
    public Folded fold(Expiry expiry, int maxEntries, long now) {
        changed = false;
        merge(new Retention(expiry, now));
        int excess = size - maxEntries;
        if (excess > 0) {
            long oldest = blocks.stream().mapToLong(Block::oldest).min().orElseThrow();
            int[] times = Block.secondsAfter(oldest, blocks, size);
            Arrays.sort(times);
            int last = times[excess - 1];
            int older = excess;
            while (older > 0 && times[older - 1] == last) {
                older--;
            }
            merge(new Retention(expiry, now, oldest + last, excess - older));
        }
        return new Folded(changed, Math.max(excess, 0));
    }

    /** Entries as of the last {@link #fold}. */
    public int size() {
        return size;
    }

    /** The lines as of the last {@link #fold}, in a list of the caller's own. */
    public List<Block> blocks() {
        return new ArrayList<>(blocks);
    }

    private void merge(Retention retention) {
        logins.begin(scope);
        for (int i = 0; i < blocks.size(); i++) {
            Block after = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
            // Let go of at once: two tables of a million entries would not fit into the heap.
            Block block = blocks.set(i, null);
            if (!isDue(after) && retention.keepsAll(block)) {
                writer.take(block);
            } else {
                merge(block.bytes(), block.length(), retention);
                while (isDue(after)) {
                    add(retention);
                }
                writer.giveBack(block);
            }
        }
        while (logins.hasLine()) {
            add(retention);
        }
        recent.clear();
        take(writer);
    }

    /** Whether the next login belongs before a block; null: behind all of them. */
    private boolean isDue(Block after) {
        return after == null ? logins.hasLine() : logins.isBefore(after.bytes(), 0);
    }

    private void take(BlockWriter taken) {
        blocks = taken.finish();
        size = Block.entries(blocks);
    }

    private void merge(byte[] lines, int length, Retention retention) {
        for (int start = 0, end; start < length; start = end) {
            end = Block.endOfLine(lines, start);
            while (logins.isBefore(lines, start)) {
                add(retention);
            }
            boolean isSame = logins.isAt(lines, start);
            long old = Block.timeOf(lines, end);
            if (isSame && latest(old, logins.time(), retention.now()) != old) {
                add(retention);
                continue;
            }
            if (isSame) {
                logins.advance();
            }
            if (retention.keeps(old)) {
                writer.take(lines, start, end);
            } else {
                changed = true;
            }
        }
    }

    private void add(Retention retention) {
        changed = true;
        if (retention.keeps(logins.time())) {
            writer.take(logins.line(), 0, logins.length());
        }
        logins.advance();
    }
}
