package poplock.readlog.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import poplock.common.Entry;
import poplock.readlog.database.WholeFile;

/**
 * The reading end of fifo-safety's spool: log lines that nobody read when they came. {@link poplock.common.SpoolRecord} has
 * its format and the contract with fifo-safety.
 */
public final class Spool {
    private static final int BUFFER = 1 << 16;

    private final Path spool;
    private final Path taken;
    private final Intake intake;
    private long stamp;
    private Part part;
    /** Whether {@link #taken} has been read; then it waits for {@link #delete}. */
    private boolean isRead;
    private WholeFile.Seen seen;

    /** Of a record, what the next byte belongs to; one without a time of arrival is a gap. */
    private enum Part {
        STAMP, LINE, WASTE
    }

    Spool(Path spool, Intake intake) {
        this.spool = spool;
        this.taken = spool.resolveSibling(spool.getFileName() + ".taken");
        this.intake = intake;
    }

    public Path path() {
        return spool;
    }

    /** Whether something has happened to it since the last call: lines that were on their way here went there. */
    boolean hasChanged() {
        WholeFile.Seen before = seen;
        seen = Files.exists(spool, LinkOption.NOFOLLOW_LINKS) ? WholeFile.Seen.of(spool) : null;
        return seen != null && !seen.equals(before);
    }

    /**
     * Records the logins of the spool, if there is one that is not empty and the last one has been deleted.
     *
     * @return whether there was; then {@link #delete} it as soon as they are on the disk
     */
    boolean takeUp() throws IOException {
        if (isRead) {
            return false;
        }
        if (!Files.exists(taken, LinkOption.NOFOLLOW_LINKS)) {
            if (!isBegun()) {
                return false;
            }
            Files.move(spool, taken, StandardCopyOption.ATOMIC_MOVE);
        }
        try (var file = FileChannel.open(taken, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (lock.isValid()) {
                read(file);
            }
        }
        isRead = true;
        return true;
    }

    /** Whether one has been taken up and not deleted yet. */
    boolean isTaken() {
        return isRead;
    }

    /** An empty one has just been made: were it taken before fifo-safety has locked it, it would have to be made again. */
    private boolean isBegun() throws IOException {
        return Files.exists(spool, LinkOption.NOFOLLOW_LINKS) && Files.size(spool) > 0;
    }

    public void delete() throws IOException {
        Files.delete(taken);
        isRead = false;
    }

    private void read(FileChannel file) throws IOException {
        byte[] bytes = new byte[BUFFER];
        int count;
        intake.forget();
        startRecord();
        while ((count = file.read(ByteBuffer.wrap(bytes))) > 0) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (bytes[i] == '\n') {
                    if (part == Part.LINE) {
                        intake.feed(bytes, start, i + 1 - start);
                    } else {
                        intake.gap();
                    }
                    startRecord();
                } else if (part == Part.STAMP) {
                    readStamp(bytes[i]);
                    start = i + 1;
                }
            }
            if (part == Part.LINE) {
                intake.feed(bytes, start, count - start);
            }
            intake.deliver(null);
        }
    }

    private void startRecord() {
        stamp = 0;
        part = Part.STAMP;
    }

    private void readStamp(byte next) {
        if (next >= '0' && next <= '9' && stamp <= Entry.MAX_TIME) {
            stamp = stamp * 10 + next - '0';
        } else if (next == ' ' && stamp > 0) {
            part = Part.LINE;
            intake.arrivedAt(stamp);
        } else {
            part = Part.WASTE;
        }
    }
}
