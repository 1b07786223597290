package poplock.readlog;

import java.io.IOException;
import java.util.List;

/** Somewhere log lines come from. */
interface LogSource {
    /**
     * Hands what arrives to the source's intake, until the source ends or is stopped. Run by a thread of its own.
     *
     * @throws IOException if the source cannot be read any more
     */
    void run() throws IOException, InterruptedException;

    /** Makes {@link #run} end soon, called from another thread, which interrupts the source's thread as well. */
    void stop();

    /** Takes what has arrived but was not read yet; called once {@link #run} has ended. */
    default void drain() throws IOException {}

    /** Called from another thread every few seconds: time to see whether a name leads elsewhere now. */
    default void check() throws IOException {}

    /** What has been read beside the source: each is to be deleted when its logins are on the disk. */
    default List<Spool> takenUp() {
        return List.of();
    }
}
