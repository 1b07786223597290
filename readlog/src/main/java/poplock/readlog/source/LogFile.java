package poplock.readlog.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import poplock.readlog.database.FileKey;
import poplock.readlog.database.Fingerprint;
import poplock.readlog.database.Position;

/** One open log file and how far it has been read. It stays the same file whatever becomes of its name. */
final class LogFile implements Closeable {
    private final FileChannel channel;
    private final FileKey key;
    private final FileTime made;
    private final String real;
    private final Intake intake;
    private long offset;
    private Fingerprint fingerprint = new Fingerprint(0, 0);
    /** What lies before it was written while nobody read. */
    private long backlogEnd;
    /** Null unless the file was emptied and it is not known yet what becomes of it. */
    private Rewriting rewriting;
    private long lastGrowth = System.nanoTime();

    private LogFile(FileChannel channel, FileKey key, FileTime made, String real, Intake intake, long offset)
            throws IOException {
        this.channel = channel;
        this.key = key;
        this.made = made;
        this.real = real;
        this.intake = intake;
        this.offset = offset;
        fingerprint = Fingerprint.of(channel, offset);
    }

    /**
     * Opens the file that the path leads to now.
     *
     * @throws IOException if there is none, it is no regular file, or it cannot be read
     */
    static LogFile open(Path path, Intake intake, long offset) throws IOException {
        while (true) {
            FileKey before = FileKey.of(path);
            if (!before.isRegular()) {
                throw new IOException("not a plain file");
            }
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                FileTime made = made(path);
                String real = path.toRealPath().toString();
                // The name may have been given to another file between the two calls.
                if (before.equals(FileKey.of(path))) {
                    return new LogFile(channel, before, made, real, intake, offset);
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    FileKey key() {
        return key;
    }

    /** When a file was made; where that is not known, when it was last written. */
    static FileTime made(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).creationTime();
    }

    FileTime made() {
        return made;
    }

    /** Leaves out what is in the file already. */
    void skipToEnd() throws IOException {
        leaveOut(channel.size());
    }

    /**
     * Leaves out what lies before a place, but for a line that has begun there and does not end: read from its middle, it could
     * be text of somebody's choice.
     */
    private void leaveOut(long place) throws IOException {
        offset = EarlierLines.lineStart(channel, place);
        fingerprint = Fingerprint.of(channel, offset);
    }

    /** Has the intake remember what it must of the lines before those that are new. */
    void recall() throws IOException {
        EarlierLines.recall(channel, offset, intake);
    }

    /** Everything now in the file was written while nobody read it; {@link Intake#unreadSince}. */
    void startBacklog(long time) throws IOException {
        backlogEnd = channel.size();
        if (offset < backlogEnd) {
            intake.unreadSince(time);
        }
    }

    /** Whether anything of it has been read or left out. */
    boolean isBegun() {
        return offset > 0;
    }

    /** Nanoseconds since the file last had something new. */
    long quiet() {
        return System.nanoTime() - lastGrowth;
    }

    /** Whether the file was emptied, or emptied and written again, since it was read last. */
    boolean wasTruncated() throws IOException {
        return channel.size() < offset || !fingerprint.startsFile(channel);
    }

    /** Whether this may be the file, or a copy of it, that had been read to the position. */
    boolean startsLike(Position position) throws IOException {
        return position.fingerprint().startsFile(channel);
    }

    /** Whether this file took another's place with what that held and perhaps more, as rsync, scp and editors do it. */
    boolean continues(LogFile other) throws IOException {
        return other.fingerprint.length() > 0 && channel.size() >= other.offset
                && other.fingerprint.startsFile(channel);
    }

    /** Whether more of the same file has been read here. */
    boolean isFurther(LogFile other) {
        return offset > other.offset;
    }

    /** Whether there is nothing in it that has not been read. */
    boolean isAtEnd() throws IOException {
        return channel.size() == offset && rewriting == null;
    }

    boolean reaches(Position position) throws IOException {
        return channel.size() >= position.offset();
    }

    /**
     * Starts again at the first byte; what was pending has gone.
     *
     * @param readUntil the last moment at which the file is known to have been read, in seconds since the epoch
     * @param copied whether there is a copy of what it held: then it was emptied for new lines
     */
    void rewind(long readUntil, boolean copied) {
        rewriting = new Rewriting(offset - intake.pending(), fingerprint, readUntil);
        intake.forget();
        intake.unreadSince(copied ? readUntil : 0);
        backlogEnd = Long.MAX_VALUE;
        offset = 0;
        fingerprint = new Fingerprint(0, 0);
    }

    /** Whether it is to be looked at again soon, even if nothing more is written to it. */
    boolean isBeingRewritten() {
        return rewriting != null;
    }

    /** @return whether to read on now */
    private boolean takeUpRewriting() throws IOException {
        Rewriting.State state = rewriting.state(channel);
        switch (state) {
            case WHOLE -> goOnAt(rewriting.offset(), rewriting.readUntil());
            case SHORTER -> {
                intake.unreadSince(0);
                backlogEnd = rewriting.offset();
            }
            case NEW -> backlogEnd = channel.size();
            default -> {
                return state == Rewriting.State.UNDECIDED;
            }
        }
        rewriting = null;
        return true;
    }

    /** Reads on at a place that another file of the same beginning had been read to, or this one before it was rewritten. */
    void goOnAt(long place, long readUntil) throws IOException {
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
    boolean read(byte[] buffer) throws IOException {
        if (rewriting != null && !takeUpRewriting()) {
            return false;
        }
        if (offset >= backlogEnd) {
            intake.live();
        }
        int before = offset > 0 && intake.pending() == 0 ? 1 : 0;
        long left = offset < backlogEnd ? backlogEnd - offset : buffer.length;
        int most = (int) Math.min(left, buffer.length - before) + before;
        int count = channel.read(ByteBuffer.wrap(buffer, 0, most), offset - before) - before;
        if (count <= 0) {
            return false;
        }
        if (wasTruncated()) {
            // What was read may be of new lines from the middle of one, which could be text of somebody's choice.
            return true;
        }
        boolean behindNuls = before > 0 && buffer[0] == 0 && startsWithNuls();
        if (before > 0 && buffer[0] != '\n' && !behindNuls) {
            // Lines were put in or taken out before this place: it is in the middle of one now.
            intake.gap();
            leaveOut(offset);
            return true;
        }
        int nuls = behindNuls || offset == 0 && intake.pending() == 0
                ? nuls(buffer, before, before + count)
                : 0;
        intake.feed(buffer, before + nuls, count - nuls);
        offset += count;
        if (fingerprint.length() < Fingerprint.MAX) {
            fingerprint = Fingerprint.of(channel, offset);
        }
        lastGrowth = System.nanoTime();
        return true;
    }

    /**
     * Whether it starts with NULs, as a file does whose writer goes on where it was after the file was truncated, for want of
     * O_APPEND. They would spoil its first line, and nobody but the system can have put them there.
     */
    private boolean startsWithNuls() throws IOException {
        var start = ByteBuffer.allocate((int) Math.min(offset, Fingerprint.MAX));
        int count = channel.read(start, 0);
        return nuls(start.array(), 0, count) == count;
    }

    private static int nuls(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == 0) {
            at++;
        }
        return at - start;
    }

    /** Where reading would go on after a restart: a line whose end is still to come is read again from its start. */
    Position position(Path path, long now) {
        long lines = offset - intake.pending();
        return new Position(path.toString(), key.device(), key.inode(), lines, fingerprint, now, real);
    }

    Intake intake() {
        return intake;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
