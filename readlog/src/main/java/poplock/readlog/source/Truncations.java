package poplock.readlog.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import poplock.posix.Failure;

/** Reads from the copies of a log file that was copied and truncated what it had been written and was not read in it. */
final class Truncations {
    private final Rotation rotation;
    private final byte[] buffer;
    /** Files that were truncated and not read since, with what stood beside them then. */
    private final Map<LogFile, Set<LogFolder.Seen>> unread = new HashMap<>();

    /** @param buffer to read with */
    Truncations(Rotation rotation, byte[] buffer) {
        this.rotation = rotation;
        this.buffer = buffer;
    }

    /**
     * If a file was truncated, reads what there is of it elsewhere, and starts it anew.
     *
     * @param readUntil the last moment at which it is known to have been read, in seconds since the epoch
     */
    void before(LogFile file, long readUntil) throws Failure {
        if (file.wasTruncated()) {
            Rotation.Copies copies = rotation.copiesOf(file);
            read(copies.files());
            file.rewind(readUntil, !copies.files().isEmpty());
            unread.put(file, copies.seen());
        }
    }

    /** When a file has been read again: until now a second truncation could not be noticed. */
    void after(LogFile file) throws Failure {
        Set<LogFolder.Seen> seen = unread.remove(file);
        if (seen != null) {
            read(rotation.copiesSince(seen, file));
        }
    }

    /** The file is not read any more. */
    void forget(LogFile file) {
        unread.remove(file);
    }

    private void read(List<LogFile> copies) throws Failure {
        for (LogFile copy : copies) {
            try (copy) {
                while (copy.read(buffer)) {
                    continue;
                }
            }
        }
    }
}
