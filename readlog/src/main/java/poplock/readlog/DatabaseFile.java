package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

import poplock.common.Complaint;

/**
 * The one gate through which entries reach the disk. Holds the lock of the database from its making to its closing, so
 * that there is one writer.
 */
final class DatabaseFile implements Closeable {
    private final WholeFile file;
    private final FileChannel lock;
    private Seen seen;

    /** What shows that a file has not been touched. */
    private record Seen(FileKey key, FileTime modified, long size) {
        /** @return null if there is no such file */
        static Seen of(Path path) {
            try {
                return new Seen(FileKey.of(path), Files.getLastModifiedTime(path), Files.size(path));
            } catch (IOException e) {
                return null;
            }
        }
    }

    /**
     * Takes the lock.
     *
     * @throws Complaint if another readlog has it, or the folder cannot be written
     */
    DatabaseFile(Path path) {
        file = new WholeFile(target(path));
        Path lockPath = path.resolveSibling(path.getFileName() + ".lock");
        try {
            lock = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Complaint.temporary("unable to open " + lockPath + ": " + Why.of(e));
        }
        try {
            if (lock.tryLock() == null) {
                throw Complaint.temporary("another readlog has locked " + lockPath);
            }
        } catch (IOException | OverlappingFileLockException e) {
            throw Complaint.temporary("unable to lock " + lockPath + ": " + Why.of(e));
        }
    }

    /** A link stays a link: the file that it leads to is replaced. */
    private static Path target(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    Path path() {
        return file.path();
    }

    /**
     * The bytes on the disk; none if there is no file yet.
     *
     * @throws IOException if there is one that cannot be read
     */
    byte[] read() throws IOException {
        try {
            byte[] content = Files.readAllBytes(path());
            seen = Seen.of(path());
            return content;
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    /**
     * Puts lines in place of the whole file; a reader sees the old file or the new one.
     *
     * @throws IOException if that fails; the old file is whole then
     */
    void write(byte[] lines, int length) throws IOException {
        file.replace(ByteBuffer.wrap(lines, 0, length), true);
        seen = Seen.of(path());
    }

    /** Where a file that had bad lines is kept for the administrator. */
    Path garbledPath() {
        return path().resolveSibling(path().getFileName() + ".garbled");
    }

    void keepGarbled(byte[] content) throws IOException {
        new WholeFile(garbledPath()).replace(ByteBuffer.wrap(content), false);
    }

    /** Whether the file on the disk is still the one that was read or written last. */
    boolean isAsWritten() {
        return seen != null && seen.equals(Seen.of(path()));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
