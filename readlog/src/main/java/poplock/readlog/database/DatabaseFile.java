package poplock.readlog.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;

import poplock.common.Complaint;

/**
 * The one gate through which entries reach the disk. Holds the lock of the database from its making to its closing, so
 * that there is one writer.
 */
final class DatabaseFile implements Closeable {
    /** Its name in the {@link LockFile}. */
    static final String WORD = "dbfile";

    private final WholeFile file;
    private final LockFile lock;
    private WholeFile.Seen seen;

    /**
     * Takes the lock.
     *
     * @throws Complaint if another readlog has it, or the folder cannot be written
     */
    DatabaseFile(Path path) {
        file = new WholeFile(target(path));
        lock = new LockFile(path.resolveSibling(path.getFileName() + ".lock"));
    }

    /** A link stays a link: the file that it leads to is replaced, even if there is none yet. */
    private static Path target(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return linked(path.toAbsolutePath());
        }
    }

    private static Path linked(Path path) {
        try {
            return path.resolveSibling(Files.readSymbolicLink(path));
        } catch (IOException e) {
            return path;
        }
    }

    Path path() {
        return file.path();
    }

    /**
     * The file on the disk, to be read and closed; empty if there is none yet.
     *
     * @throws IOException if there is one that cannot be read
     */
    InputStream open() throws IOException {
        seen = WholeFile.Seen.of(path());
        if (seen != null && !seen.key().isRegular()) {
            throw new IOException("it is no regular file");
        }
        try {
            return Files.newInputStream(path());
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream();
        }
    }

    /**
     * Puts blocks in place of the whole file; a reader sees the old file or the new one.
     *
     * @param blocks are taken out of the list as they are written: the table may have others by then, and two tables of a million
     *            entries are too many
     * @throws IOException if that fails; the old file is whole then
     * @throws Complaint if the lock has been lost to another readlog
     */
    void write(List<Block> blocks) throws IOException {
        boolean isFilled = !blocks.isEmpty();
        lock.keep();
        if (!isFilled) {
            lock.note(WORD, false);
        }
        seen = file.replace(taking(blocks), true);
        if (isFilled) {
            lock.note(WORD, true);
        }
    }

    private static Iterator<ByteBuffer> taking(List<Block> blocks) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !blocks.isEmpty();
            }

            @Override
            public ByteBuffer next() {
                return ByteBuffer.wrap(blocks.removeFirst().bytes());
            }
        };
    }

    /** What there was when it was read, and is no more, in words; null if nothing is missing. */
    String loss() {
        if (!lock.saysFilled(WORD) || seen != null && seen.size() > 0) {
            return null;
        }
        return path() + (seen == null ? " is gone" : " is empty")
                + ", and was not when readlog wrote it last: the logins that it held are lost";
    }

    LockFile lock() {
        return lock;
    }

    /** Where a file that had bad lines is kept for the administrator. */
    Path garbledPath() {
        return path().resolveSibling(path().getFileName() + ".garbled");
    }

    /** Copies the file; replaces an earlier copy. */
    void keepGarbled() throws IOException {
        Files.copy(path(), garbledPath(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Moves a file that cannot be read out of the way. */
    void moveGarbled() throws IOException {
        Files.move(path(), garbledPath(), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether the file on the disk is still the one that was read or written last. */
    boolean isAsWritten() {
        return seen != null && seen.equals(WholeFile.Seen.of(path()));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
