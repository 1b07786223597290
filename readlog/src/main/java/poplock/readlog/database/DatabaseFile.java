package poplock.readlog.database;

import java.io.Closeable;
import java.util.List;

import poplock.common.Complaint;
import poplock.posix.AtomicFile;
import poplock.posix.CString;
import poplock.posix.Failure;
import poplock.posix.FileInput;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.readlog.table.Block;

/**
 * The one gate through which entries reach the disk. Holds the lock of the database from its making to its closing, so
 * that there is one writer.
 */
final class DatabaseFile implements Closeable {
    /** Its name in the {@link LockFile}. */
    static final String WORD = "dbfile";
    private static final String GARBLED = ".garbled";

    private final Libc libc;
    private final String path;
    private final LockFile lock;
    /** The file as it was when it was read or written last; null before that. */
    private FileStatus seen;

    /**
     * Takes the lock.
     *
     * @param path a link stays a link: the file that it leads to is replaced, even if there is none yet
     * @throws Complaint if another readlog has the lock, or the folder cannot be written
     */
    DatabaseFile(Libc libc, String path) {
        this.libc = libc;
        this.path = AtomicFile.target(libc, path);
        lock = new LockFile(libc, path + ".lock");
    }

    String path() {
        return path;
    }

    /**
     * The file on the disk, to be read and closed.
     *
     * @return null if there is none yet
     * @throws Failure if there is one that cannot be read
     */
    FileInput open() throws Failure {
        seen = FileStatus.of(libc, path);
        if (!seen.exists()) {
            return null;
        }
        seen.refuseAllButPlain(path);
        OpenFile file = OpenFile.readIfThere(libc, path);
        return file == null ? null : new FileInput(file);
    }

    /**
     * Puts blocks in place of the whole file; a reader sees the old file or the new one.
     *
     * @param blocks are taken out of the list as they are written: the table may have others by then, and two tables of a million
     *            entries are too many
     * @throws Failure if that fails; the old file is whole then
     * @throws Complaint if the lock has been lost to another readlog
     */
    void write(List<Block> blocks) throws Failure {
        boolean isFilled = !blocks.isEmpty();
        lock.keep();
        if (!isFilled) {
            lock.note(WORD, false);
        }
        try (AtomicFile fresh = AtomicFile.replacing(libc, path)) {
            while (!blocks.isEmpty()) {
                Block block = blocks.removeFirst();
                fresh.write(block.bytes(), 0, block.length());
            }
            seen = fresh.commit(true);
        }
        if (isFilled) {
            lock.note(WORD, true);
        }
    }

    /** What there was when it was read, and is no more, in words; null if nothing is missing. */
    String loss() {
        if (!lock.saysFilled(WORD) || seen.exists() && seen.size() > 0) {
            return null;
        }
        return path + (seen.exists() ? " is empty" : " is gone")
                + ", and was not when readlog wrote it last: the logins that it held are lost";
    }

    LockFile lock() {
        return lock;
    }

    /** Whether there is a file whose content could be kept. */
    boolean isPlain() {
        return FileStatus.of(libc, path).isPlain();
    }

    /** Where a file that had bad lines is kept for the administrator. */
    String garbledPath() {
        return path + GARBLED;
    }

    /** Copies the file; replaces an earlier copy. */
    void keepGarbled() throws Failure {
        try (FileInput in = new FileInput(OpenFile.read(libc, path));
                AtomicFile copy = AtomicFile.replacing(libc, garbledPath())) {
            byte[] bytes = new byte[Block.MAX];
            for (int count; (count = in.read(bytes, 0, bytes.length)) > 0;) {
                copy.write(bytes, 0, count);
            }
            copy.commit(false);
        }
    }

    /** Moves a file that cannot be read out of the way. */
    void moveGarbled() throws Failure {
        Failure.checked("write " + garbledPath(), libc.rename(CString.of(path), CString.of(garbledPath())));
    }

    /** Whether the file on the disk is still the one that was read or written last. */
    boolean isAsWritten() {
        return seen != null && FileStatus.of(libc, path).untouchedSince(seen);
    }

    @Override
    public void close() {
        lock.close();
    }
}
