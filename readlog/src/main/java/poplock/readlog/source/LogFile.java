package poplock.readlog.source;

import java.io.Closeable;

import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.readlog.database.Fingerprint;
import poplock.readlog.database.Position;

/** One open log file and how far it has been read. It stays the same file whatever becomes of its name. */
final class LogFile implements Closeable {
    /** In nanoseconds. */
    private static final long QUIET = 60_000_000_000L;

    private final NamedFile named;
    private final OpenFile file;
    private final Intake intake;
    private final Clock clock;
    private long offset;
    private Fingerprint fingerprint;
    /** What lies before it was written while nobody read. */
    private long backlogEnd;
    /** Null unless the file was emptied and it is not known yet what becomes of it. */
    private Rewriting rewriting;
    private long lastGrowth;

    private LogFile(NamedFile named, Intake intake, Clock clock, long offset) throws Failure {
        this.named = named;
        file = named.open();
        this.intake = intake;
        this.clock = clock;
        this.offset = offset;
        lastGrowth = clock.nanos();
        fingerprint = Fingerprint.of(file, offset);
    }

    /**
     * Opens the file that the path leads to now.
     *
     * @throws Failure if there is none, it is no plain file, or it cannot be read
     */
    static LogFile open(Libc libc, String path, Intake intake, long offset) throws Failure {
        NamedFile named = NamedFile.at(libc, path);
        try {
            return new LogFile(named, intake, new Clock(libc), offset);
        } catch (Failure e) {
            named.close();
            throw e;
        }
    }

    /** As it was when it was opened. */
    FileStatus status() {
        return named.status();
    }

    /** When it was made, in nanoseconds since the epoch; where that is not known, when it was last written. */
    long made() {
        return named.made();
    }

    /** Leaves out what is in the file already. */
    void skipToEnd() throws Failure {
        leaveOut(file.size());
    }

    /**
     * Leaves out what lies before a place, but for a line that has begun there and does not end: read from its middle, it could
     * be text of somebody's choice.
     */
    private void leaveOut(long place) throws Failure {
        offset = EarlierLines.lineStart(file, place);
        fingerprint = Fingerprint.of(file, offset);
    }

    /** Has the intake remember what it must of the lines before those that are new. */
    void recall() throws Failure {
        EarlierLines.recall(file, offset, intake);
    }

    /** Everything now in the file was written while nobody read it; {@link Intake#unreadSince}. */
    void startBacklog(long time) throws Failure {
        backlogEnd = file.size();
        if (offset < backlogEnd) {
            intake.unreadSince(time);
        }
    }

    /** Whether anything of it has been read or left out. */
    boolean isBegun() {
        return offset > 0;
    }

    /** Whether it has not had anything new for so long that nobody writes to it any more. */
    boolean isQuiet() {
        return clock.nanos() - lastGrowth > QUIET;
    }

    /** Whether the file was emptied, or emptied and written again, since it was read last. */
    boolean wasTruncated() throws Failure {
        return file.size() < offset || !fingerprint.startsFile(file);
    }

    /** Whether this may be the file, or a copy of it, that had been read to the position. */
    boolean startsLike(Position position) throws Failure {
        return position.fingerprint().startsFile(file);
    }

    /** Whether this file took another's place with what that held and perhaps more, as rsync, scp and editors do it. */
    boolean continues(LogFile other) throws Failure {
        return other.fingerprint.length() > 0 && file.size() >= other.offset
                && other.fingerprint.startsFile(file);
    }

    /** Whether more of the same file has been read here. */
    boolean isFurther(LogFile other) {
        return offset > other.offset;
    }

    /** Whether there is nothing in it that has not been read. */
    boolean isAtEnd() throws Failure {
        return file.size() == offset && rewriting == null;
    }

    boolean reaches(Position position) throws Failure {
        return file.size() >= position.offset();
    }

    /**
     * Starts again at the first byte; what was pending has gone.
     *
     * @param readUntil the last moment at which the file is known to have been read, in seconds since the epoch
     * @param copied whether there is a copy of what it held: then it was emptied for new lines
     */
    void rewind(long readUntil, boolean copied) {
        rewriting = new Rewriting(offset - intake.pending(), fingerprint, readUntil, clock);
        intake.forget();
        intake.unreadSince(copied ? readUntil : 0);
        backlogEnd = Long.MAX_VALUE;
        offset = 0;
        fingerprint = Fingerprint.NONE;
    }

    /** Whether it is to be looked at again soon, even if nothing more is written to it. */
    boolean isBeingRewritten() {
        return rewriting != null;
    }

    /** @return whether to read on now */
    private boolean takeUpRewriting() throws Failure {
        Rewriting.State state = rewriting.state(file);
        switch (state) {
            case WHOLE -> goOnAt(rewriting.offset(), rewriting.readUntil());
            case SHORTER -> {
                intake.unreadSince(0);
                backlogEnd = rewriting.offset();
            }
            case NEW -> backlogEnd = file.size();
            default -> {
                return state == Rewriting.State.UNDECIDED;
            }
        }
        rewriting = null;
        return true;
    }

    /** Reads on at a place that another file of the same beginning had been read to, or this one before it was rewritten. */
    void goOnAt(long place, long readUntil) throws Failure {
        intake.forget();
        leaveOut(place);
        startBacklog(readUntil);
        recall();
    }

    /**
     * Reads one buffer's worth and finds the logins in it.
     *
     * @return false at the end of the file; true if there may be more, or if the file {@link #wasTruncated}
     */
    boolean read(byte[] buffer) throws Failure {
        if (rewriting != null && !takeUpRewriting()) {
            return false;
        }
        if (offset >= backlogEnd) {
            intake.live();
        }
        int before = offset > 0 && intake.pending() == 0 ? 1 : 0;
        long left = offset < backlogEnd ? backlogEnd - offset : buffer.length;
        int most = (int) Math.min(left, buffer.length - before) + before;
        int count = file.read(offset - before, buffer, 0, most) - before;
        if (count <= 0) {
            return false;
        }
        if (wasTruncated()) {
            // What was read may be of new lines from the middle of one, which could be text of somebody's choice.
            return true;
        }
        boolean behindNuls = before > 0 && buffer[0] == 0 && EarlierLines.areNuls(file, offset);
        if (before > 0 && buffer[0] != '\n' && !behindNuls) {
            // Lines were put in or taken out before this place: it is in the middle of one now.
            intake.gap();
            leaveOut(offset);
            return true;
        }
        int nuls = behindNuls || offset == 0 && intake.pending() == 0
                ? EarlierLines.nuls(buffer, before, before + count)
                : 0;
        intake.feed(buffer, before + nuls, count - nuls);
        offset += count;
        if (fingerprint.length() < Fingerprint.MAX) {
            fingerprint = Fingerprint.of(file, offset);
        }
        lastGrowth = clock.nanos();
        return true;
    }

    /** Where reading would go on after a restart: a line whose end is still to come is read again from its start. */
    Position position(String path, long now) {
        long lines = offset - intake.pending();
        return new Position(path, status().device(), status().inode(), lines, fingerprint, now, named.real());
    }

    Intake intake() {
        return intake;
    }

    @Override
    public void close() {
        named.close();
    }
}
