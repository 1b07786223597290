package poplock.readlog.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import poplock.common.Complaint;
import poplock.program.Warnings;
import poplock.readlog.line.Why;

/**
 * The file whose lock makes this readlog the only writer of a database. It also says, one word a line, which files held
 * something when they were written last: of one that is empty or gone nothing else tells that it should not be.
 */
final class LockFile implements Closeable {
    private static final int MAX_BYTES = 1 << 10;

    private final Path path;
    private FileChannel lock;
    private FileKey key;
    private final Set<String> filled = new TreeSet<>();

    /**
     * Takes the lock.
     *
     * @throws Complaint if another readlog has it, or the folder cannot be written
     */
    LockFile(Path path) {
        this.path = path;
        try {
            lock();
        } catch (IOException e) {
            throw Complaint.temporary("unable to open " + path + ": " + Why.of(e));
        }
    }

    private void lock() throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw Complaint.temporary("another readlog has locked " + path);
            }
            key = FileKey.of(path);
            var content = ByteBuffer.allocate(MAX_BYTES);
            channel.read(content, 0);
            filled.clear();
            Collections.addAll(filled,
                    StandardCharsets.ISO_8859_1.decode(content.flip()).toString().split("\n"));
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw Complaint.temporary("another readlog has locked " + path);
        } catch (IOException | Complaint e) {
            channel.close();
            throw e;
        }
        lock = channel;
    }

    /**
     * Takes the lock again if it was lost: its file may have gone with its folder, or by a hand that tidied up, and then it
     * keeps nobody out.
     */
    void keep() throws IOException {
        if (!Files.exists(path) || !FileKey.of(path).equals(key)) {
            FileChannel old = lock;
            lock();
            old.close();
        }
    }

    /** Whether a file held something when it was written last. */
    boolean saysFilled(String file) {
        return filled.contains(file);
    }

    /** Notes whether a file holds something. A crash must not make it say so of one that does not. */
    void note(String file, boolean isFilled) throws IOException {
        if (saysFilled(file) == isFilled) {
            return;
        }
        var words = new TreeSet<>(filled);
        if (isFilled) {
            words.add(file);
        } else {
            words.remove(file);
        }
        words.retainAll(List.of(DatabaseFile.WORD, StateFile.WORD));
        lock.truncate(0);
        lock.write(ByteBuffer.wrap((String.join("\n", words) + "\n").getBytes(StandardCharsets.ISO_8859_1)),
                0);
        lock.force(true);
        filled.clear();
        filled.addAll(words);
    }

    /** Notes that a file holds nothing: what has been told is not told again. */
    void forget(String file, Warnings warnings) {
        try {
            note(file, false);
        } catch (IOException e) {
            warnings.say("unable to write " + path + ": " + Why.of(e));
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
