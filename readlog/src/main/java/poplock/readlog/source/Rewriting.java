package poplock.readlog.source;

import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.OpenFile;
import poplock.readlog.database.Fingerprint;

/**
 * A file that was emptied in its place and is being written again: with new lines, or with those that it held, by scp, an
 * editor or {@code rsync --inplace}. Which of them shows when its beginning is there again.
 */
final class Rewriting {
    /** In nanoseconds. */
    private static final long PATIENCE = 2_000_000_000;

    /** What can be said of the file as it is now. */
    enum State {
        /** Nothing yet: too little of it is there. */
        UNDECIDED,
        /** It begins as before, and does not reach the place where it was read yet: wait. */
        COMING,
        /** It begins as before, and reaches the place where it was read. */
        WHOLE,
        /** It begins as before, but is shorter: lines were taken out of it. */
        SHORTER,
        /** It begins in another way. */
        NEW
    }

    private final long offset;
    private final Fingerprint fingerprint;
    private final long readUntil;
    private final Clock clock;
    private final long start;

    /**
     * @param offset up to which the file had been read, in bytes
     * @param fingerprint as it was
     * @param readUntil the last moment at which the file is known to have been read, in seconds since the epoch
     */
    Rewriting(long offset, Fingerprint fingerprint, long readUntil, Clock clock) {
        this.offset = offset;
        this.fingerprint = fingerprint;
        this.readUntil = readUntil;
        this.clock = clock;
        start = clock.nanos();
    }

    long offset() {
        return offset;
    }

    long readUntil() {
        return readUntil;
    }

    State state(OpenFile file) throws Failure {
        boolean patient = clock.nanos() - start < PATIENCE;
        long size = file.size();
        if (fingerprint.length() == 0 || size < fingerprint.length()) {
            return patient && fingerprint.length() > 0 ? State.UNDECIDED : State.NEW;
        }
        if (!fingerprint.startsFile(file)) {
            return State.NEW;
        }
        return size >= offset ? State.WHOLE : patient ? State.COMING : State.SHORTER;
    }
}
