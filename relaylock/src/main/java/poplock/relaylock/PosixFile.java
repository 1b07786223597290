package poplock.relaylock;

import java.io.IOException;

import poplock.common.Complaint;
import poplock.common.Database;

/** A file open for reading. Its complaints name it. */
final class PosixFile implements Database.Bytes, AutoCloseable {
    private final Posix posix;
    private final String path;
    private final int file;

    private PosixFile(Posix posix, String path, int file) {
        this.posix = posix;
        this.path = path;
        this.file = file;
    }

    /** @return null if there is no such file */
    static PosixFile open(Posix posix, String path) throws IOException {
        int file = posix.open(path);
        return file == -Errno.ENOENT ? null : new PosixFile(posix, path, (int) checked(path, file));
    }

    @Override
    public long size() throws IOException {
        return checked(path, posix.size(file));
    }

    @Override
    public int read(long position, byte[] buffer) throws IOException {
        return (int) checked(path, posix.read(file, position, buffer));
    }

    /**
     * Reads it from first to last.
     *
     * @throws Complaint if it is longer than {@code max} bytes
     */
    byte[] content(int max) throws IOException {
        long size = size();
        if (size > max) {
            // A folder, which claims to be longer than anything, is refused with a better reason here.
            read(0, new byte[1]);
            throw Complaint.usage("unable to read " + path + ": longer than " + max + " bytes");
        }
        byte[] content = new byte[(int) size];
        if (read(0, content) < size) {
            throw new IOException("unable to read " + path + ": it changes while it is read");
        }
        return content;
    }

    @Override
    public void close() {
        posix.close(file);
    }

    private static long checked(String path, long result) throws IOException {
        if (result < 0) {
            throw new IOException("unable to read " + path + ": " + Errno.words(result));
        }
        return result;
    }
}
