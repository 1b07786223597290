package poplock.common;

/**
 * The format of the file that takes the log lines drained from the FIFO, until readlog takes it up. The contract between
 * fifo-safety, which writes it, and readlog:
 *
 * <ul>
 * <li>One record a line: {@code SECONDS LOGLINE}, the decimal time of arrival in seconds since the epoch, one blank, the
 * log line's bytes, LF. Records stand in the order of the FIFO. An unterminated last record does not count: it was cut
 * off by a crash, and a log line cut off in the midst of an address would name another host.
 * <li>A record without a time of arrival, {@link #GAP}, stands where log lines may be missing between those around it: at
 * the beginning of each batch, for others may have read the FIFO before it, and what the spool has no room for is lost.
 * <li>The writer opens the file anew for each batch, takes a POSIX (fcntl) write lock of the whole file, makes sure that
 * the path still names the file that it has open, appends whole records, and closes it. It never waits for the lock:
 * if it does not get it, it opens the path again.
 * <li>The reader renames SPOOL to SPOOL.taken, opens and locks that in the same way, waiting (a writer may be at its
 * last batch), reads it to its end, records the logins, and deletes it. If there is a SPOOL.taken already, from a crash,
 * it takes that up first. It never locks the file while that has its first name, and leaves an empty one alone: it has
 * just been made, and is not locked yet. It looks for a spool at its start, before it reads the FIFO, and again every few
 * seconds: it may have been stopped and not noticed.
 * </ul>
 */
public final class SpoolRecord {
    /** The record of a gap, as it stands in the file. */
    public static final String GAP = "-\n";

    private SpoolRecord() {}

    /** @param arrival in seconds since the epoch */
    public static String stamp(long arrival) {
        return arrival + " ";
    }
}
