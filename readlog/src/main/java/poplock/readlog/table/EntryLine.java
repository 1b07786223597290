package poplock.readlog.table;

import java.util.List;

import poplock.common.Address;
import poplock.common.Entry;
import poplock.common.Scope;

/** A line of the database by its parts, without an object for each line: {@link Entry} says what it is. */
public class EntryLine {
    /** No address is longer. */
    public static final int MAX_ADDRESS = 64;
    private static final int MAX_DIGITS = 12;

    private final long[] bits = new long[2];
    private final byte[] canonical = new byte[Entry.MAX_KEY];
    private Scope scope = Scope.ADDRESS;
    private Scope lastScope = Scope.ADDRESS;
    private int addressEnd;
    private long time;

    /** Whether the bytes before {@code end} are a line, without its LF. */
    public boolean parse(byte[] bytes, int start, int end) {
        return hasAddress(bytes, start, end) && isTime(bytes, addressEnd + 1, end);
    }

    protected final boolean hasAddress(byte[] bytes, int start, int end) {
        addressEnd = indexOf(' ', bytes, start, Math.min(end, start + MAX_ADDRESS));
        return addressEnd >= 0 && isCanonical(bytes, start);
    }

    /** Index of the blank behind the time, -1 if there is none. */
    protected final int timeEnd(byte[] bytes, int end) {
        return indexOf(' ', bytes, addressEnd + 1, Math.min(end, addressEnd + MAX_DIGITS + 2));
    }

    private boolean isCanonical(byte[] bytes, int start) {
        int slash = start;
        while (slash < addressEnd && bytes[slash] != '/') {
            slash++;
        }
        if (!Address.parse(bytes, start, slash, bits)
                || slash < addressEnd && !isPrefix(bytes, slash + 1)) {
            return false;
        }
        scope = slash == addressEnd ? Scope.ADDRESS : lastScope;
        if (scope.high(bits[0], bits[1]) != bits[0] || scope.low(bits[0], bits[1]) != bits[1]) {
            return false;
        }
        int length = scope.write(bits[0], bits[1], canonical, 0);
        boolean same = length == addressEnd - start;
        for (int i = 0; same && i < length; i++) {
            same = canonical[i] == bytes[start + i];
        }
        return same;
    }

    private boolean isPrefix(byte[] bytes, int start) {
        int prefix = 0;
        for (int i = start; i < addressEnd; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || i - start > 2) {
                return false;
            }
            prefix = prefix * 10 + bytes[i] - '0';
        }
        if (prefix < Scope.MIN || prefix > 127) {
            return false;
        }
        lastScope = prefix == lastScope.prefix() ? lastScope : new Scope(prefix);
        return true;
    }

    /** Whether logins open such networks. */
    final boolean isOf(Scope networks) {
        return networks.prefixOf(bits[0], bits[1]) == scope.prefixOf(bits[0], bits[1]);
    }

    /** Copies, of a table, what opens such networks. */
    final void copy(List<Block> blocks, Scope networks, BlockWriter to) {
        for (Block block : blocks) {
            byte[] lines = block.bytes();
            for (int start = 0, end; start < block.length(); start = end) {
                end = Block.endOfLine(lines, start);
                if (parse(lines, start, end - 1) && isOf(networks)) {
                    to.take(lines, start, end);
                }
            }
        }
    }

    protected final boolean isTime(byte[] bytes, int start, int end) {
        time = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            time = time * 10 + bytes[i] - '0';
        }
        int digits = end - start;
        return digits == 1 || digits > 1 && digits <= MAX_DIGITS && bytes[start] != '0';
    }

    protected static int indexOf(char wanted, byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != wanted) {
            at++;
        }
        return at < end ? at : -1;
    }

    /** Index after the address. */
    public final int addressEnd() {
        return addressEnd;
    }

    /** The first 64 bits of the address. */
    public final long high() {
        return bits[0];
    }

    /** Its last 64 bits. */
    public final long low() {
        return bits[1];
    }

    /** Of the login, in seconds since the epoch. */
    public final long time() {
        return time;
    }
}
