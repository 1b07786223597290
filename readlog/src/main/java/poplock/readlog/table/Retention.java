package poplock.readlog.table;

import poplock.common.Expiry;

/** Says which entries stay. For one pass over the table. */
final class Retention {
    private final Expiry expiry;
    private final long now;
    private final long dropBefore;
    private int dropAt;

    /** Only expired entries go. */
    Retention(Expiry expiry, long now) {
        this(expiry, now, Long.MIN_VALUE, 0);
    }

    /** Of the entries that have not expired those before {@code dropBefore} go, and {@code dropAt} of that very second. */
    Retention(Expiry expiry, long now, long dropBefore, int dropAt) {
        this.expiry = expiry;
        this.now = now;
        this.dropBefore = dropBefore;
        this.dropAt = dropAt;
    }

    long now() {
        return now;
    }

    boolean keeps(long time) {
        return expiry.allows(time, now) && time >= dropBefore && (time != dropBefore || dropAt-- <= 0);
    }

    boolean keepsAll(Block block) {
        return expiry.allows(block.oldest(), now) && expiry.allows(block.newest(), now)
                && block.oldest() > dropBefore;
    }
}
