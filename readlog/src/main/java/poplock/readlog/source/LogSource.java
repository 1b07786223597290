package poplock.readlog.source;

import java.io.Closeable;
import java.util.List;

import poplock.posix.Failure;
import poplock.posix.Poll;

/**
 * Somewhere log lines come from. The daemon's one loop asks each in turn what it waits for, waits for all together, and lets
 * each read a little.
 */
interface LogSource extends Closeable {
    /** Says what ends the wait: a descriptor, a deadline, or that there is more to read already. */
    void await(Poll poll);

    /**
     * Hands what has come to the source's intake, one buffer at most: the others wait meanwhile.
     *
     * @throws Failure if the source cannot be read any more
     */
    void read(Poll poll) throws Failure;

    /** Whether nothing will ever come any more. */
    default boolean hasEnded() {
        return false;
    }

    /** Called every few seconds: time to see whether a name leads elsewhere now. */
    default void check() throws Failure {}

    /** This process is about to become readlog anew. Keeps what others would miss, and lets go of what would stay. */
    default void handOn() {}

    /** What has been read beside the source: each is to be deleted when its logins are on the disk. */
    default List<Spool> takenUp() {
        return List.of();
    }

    /** Takes what has come and was not read yet, as far as it would be lost, and lets go of the source. */
    @Override
    void close() throws Failure;
}
