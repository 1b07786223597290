package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** One open log file and how far it has been read. It stays the same file whatever becomes of its name. */
final class LogFile implements Closeable {
    /** Bytes before the first new line that are looked at: more than a cut message and its rest are apart. */
    private static final int RECALLED = 1 << 16;

    private final FileChannel channel;
    private final FileKey key;
    private final FileTime made;
    private final Intake intake;
    private long offset;
    private Head head = new Head(0, 0);
    /** Size that the file had when it was opened: what lies before it was logged while nobody read. */
    private long backlogEnd;
    private long lastGrowth = System.nanoTime();

    private LogFile(FileChannel channel, FileKey key, FileTime made, Intake intake, long offset)
            throws IOException {
        this.channel = channel;
        this.key = key;
        this.made = made;
        this.intake = intake;
        this.offset = offset;
        head = Head.of(channel, offset);
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
                throw new IOException("it is no regular file");
            }
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            try {
                FileTime made = made(path);
                // The name may have been given to another file between the two calls.
                if (before.equals(FileKey.of(path))) {
                    return new LogFile(channel, before, made, intake, offset);
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

    /**
     * Leaves out what is in the file already. A line that has begun but not ended yet is not left out: read from its
     * middle, it could be text of somebody's choice.
     */
    void skipToEnd() throws IOException {
        long size = channel.size();
        // A line that is longer than this is dropped whole anyway, wherever its reading starts.
        var tail = ByteBuffer.allocate((int) Math.min(size, 2 * LineReader.MAX_LINE));
        offset = size - tail.capacity();
        int count = Math.max(channel.read(tail, offset), 0);
        int start = count;
        while (start > 0 && tail.get(start - 1) != '\n') {
            start--;
        }
        offset += start;
        head = Head.of(channel, offset);
    }

    /** Has the intake remember what it must of the lines before those that are new. */
    void recall() throws IOException {
        var before = ByteBuffer.allocate((int) Math.min(offset, RECALLED));
        long from = offset - before.capacity();
        int count = Math.max(channel.read(before, from), 0);
        int start = 0;
        while (from > 0 && start < count && before.get(start++) != '\n') {
            continue;
        }
        intake.recall(before.array(), start, count - start);
    }

    /** Everything now in the file was logged at {@code time} or later while nobody read it. */
    void startBacklog(long time) throws IOException {
        backlogEnd = channel.size();
        if (offset < backlogEnd) {
            intake.backlogSince(time);
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
        return channel.size() < offset || !head.startsFile(channel);
    }

    /** Whether this may be the file, or a copy of it, that had been read to the position. */
    boolean startsLike(Position position) throws IOException {
        return position.head().startsFile(channel);
    }

    boolean reaches(Position position) throws IOException {
        return channel.size() >= position.offset();
    }

    /** Starts again at the first byte; what was pending has gone. */
    void rewind() {
        intake.forget();
        intake.live();
        backlogEnd = 0;
        offset = 0;
        head = new Head(0, 0);
    }

    /**
     * Reads one buffer's worth and finds the logins in it.
     *
     * @return false at the end of the file; true if there may be more, or if the file {@link #wasTruncated}
     */
    boolean read(byte[] buffer) throws IOException {
        long left = backlogEnd - offset;
        int most = left > 0 ? (int) Math.min(left, buffer.length) : buffer.length;
        int count = channel.read(ByteBuffer.wrap(buffer, 0, most), offset);
        if (count <= 0) {
            return false;
        }
        if (wasTruncated()) {
            // What was read may be of new lines from the middle of one, which could be text of somebody's choice.
            return true;
        }
        intake.feed(buffer, 0, count);
        offset += count;
        if (left > 0 && offset >= backlogEnd) {
            intake.live();
        }
        if (head.length() < Head.MAX) {
            head = Head.of(channel, offset);
        }
        lastGrowth = System.nanoTime();
        return true;
    }

    /** Where reading would go on after a restart: a line whose end is still to come is read again from its start. */
    Position position(Path path, long now) {
        long lines = offset - intake.pending();
        return new Position(path.toString(), key.device(), key.inode(), lines, head, now);
    }

    Intake intake() {
        return intake;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
