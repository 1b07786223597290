package poplock.readlog.database;

import java.util.List;

import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Entry;
import poplock.common.Scope;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.readlog.table.Block;
import poplock.readlog.table.BlockWriter;
import poplock.readlog.table.RecentLogins;

/** Logins that are taken back: those of users whom {@code deny_user} names now. */
final class Withdrawal {
    private static final long NONE = -1;

    /** Addresses that such a user has logged in from, with the latest login of anybody else; {@link #NONE} for none. */
    private final RecentLogins left = new RecentLogins();
    private final long[] bits = new long[2];
    private final Scope scope;
    private boolean any;

    Withdrawal(Scope scope) {
        this.scope = scope;
    }

    /** Looks for them among the users' logins. */
    static Withdrawal of(UserLines lines, Scope scope, Config.UserRules rules) throws Failure {
        var withdrawal = new Withdrawal(scope);
        byte[] address = new byte[UserLine.MAX_ADDRESS + 1];
        for (boolean more = lines.next(); more;) {
            int length = lines.addressEnd() + 1 - lines.start();
            System.arraycopy(lines.bytes(), lines.start(), address, 0, length);
            long latest = NONE;
            boolean denied = false;
            do {
                boolean isDenied = rules.denying(lines.login().name()) != null;
                denied |= isDenied;
                latest = isDenied ? latest : Math.max(latest, lines.time());
                more = lines.next();
            } while (more && Block.compareKeys(lines.bytes(), lines.start(), address, 0) == 0);
            if (denied) {
                withdrawal.add(address, length - 1, latest);
            }
        }
        return withdrawal;
    }

    private void add(byte[] address, int length, long latest) {
        Entry entry = Entry.parse(CString.text(address, 0, length) + " 0").orElse(null);
        // What is of other networks than now is not looked up any more.
        if (entry != null && scope.of(entry.address()).equals(entry.network())) {
            left.record(entry.address().high(), entry.address().low(), latest, Long.MAX_VALUE);
            any = true;
        }
    }

    /** Whether nothing is taken back. */
    boolean isEmpty() {
        return !any;
    }

    /**
     * Copies a table without what is taken back.
     *
     * @return whether anything was
     */
    boolean copy(List<Block> blocks, BlockWriter to) {
        boolean changed = false;
        for (Block block : blocks) {
            byte[] lines = block.bytes();
            for (int start = 0, end; start < block.length(); start = end) {
                end = Block.endOfLine(lines, start);
                changed |= copy(lines, start, end, to);
            }
            to.giveBack(block);
        }
        return changed;
    }

    private boolean copy(byte[] lines, int start, int end, BlockWriter to) {
        int addressEnd = start;
        while (lines[addressEnd] != ' ' && lines[addressEnd] != '/') {
            addressEnd++;
        }
        long time = Address.parse(lines, start, addressEnd, bits)
                ? left.time(bits[0], bits[1], Long.MAX_VALUE)
                : Long.MAX_VALUE;
        if (time >= Block.timeOf(lines, end)) {
            to.take(lines, start, end);
            return false;
        }
        if (time >= 0) {
            byte[] line = CString.of(scope.of(new Address(bits[0], bits[1])) + " " + time + "\n");
            to.take(line, 0, line.length - 1);
        }
        return true;
    }
}
