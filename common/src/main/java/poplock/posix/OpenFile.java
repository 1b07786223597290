package poplock.posix;

import java.io.Closeable;
import java.util.Arrays;

/** An open file that knows its name: what goes wrong with it says so. Closed over exec and in children. */
public final class OpenFile implements Closeable {
    private final Libc libc;
    private final String path;
    private int file;

    private OpenFile(Libc libc, String path, int file) {
        this.libc = libc;
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file for reading, without waiting for a writer if it is a FIFO.
     *
     * @throws Failure {@code unable to read PATH: why}
     */
    public static OpenFile read(Libc libc, String path) throws Failure {
        return open(libc, "read ", path, FileCalls.O_RDONLY | FileCalls.O_NONBLOCK, 0);
    }

    /**
     * Opens a file for reading.
     *
     * @return null if there is no such file
     */
    public static OpenFile readIfThere(Libc libc, String path) throws Failure {
        try {
            return read(libc, path);
        } catch (Failure failure) {
            if (failure.error() == Errno.ENOENT) {
                return null;
            }
            throw failure;
        }
    }

    /**
     * Opens a file for writing, or for both.
     *
     * @param flags O_WRONLY or O_RDWR, and what else open(2) takes
     * @param mode the permissions of a file that is created
     * @throws Failure {@code unable to write PATH: why}
     */
    public static OpenFile write(Libc libc, String path, int flags, int mode) throws Failure {
        return open(libc, "write ", path, flags, mode);
    }

    private static OpenFile open(Libc libc, String doing, String path, int flags, int mode) throws Failure {
        int file = libc.open(CString.of(path), flags | FileCalls.O_CLOEXEC, mode);
        return new OpenFile(libc, path, (int) Failure.checked(doing + path, file));
    }

    /** A file that is open already; closed over exec from now on. */
    static OpenFile of(Libc libc, String path, int file) {
        libc.fcntl(file, FileCalls.F_SETFD, FileCalls.FD_CLOEXEC);
        return new OpenFile(libc, path, file);
    }

    public String path() {
        return path;
    }

    public int descriptor() {
        return file;
    }

    public FileStatus status() {
        return FileStatus.of(libc, file);
    }

    /** In bytes; a folder's is more than anything has. */
    public long size() throws Failure {
        return Failure.checked("read " + path, libc.lseek(file, 0, FileCalls.SEEK_END));
    }

    /**
     * Reads at a position from the start.
     *
     * @return how many bytes: fewer than there is room for only at the end
     */
    public int read(long position, byte[] buffer, int offset, int length) throws Failure {
        int done = 0;
        while (done < length) {
            int more = libc.pread(file, buffer, offset + done, length - done, position + done);
            if (more == -Errno.EINTR) {
                continue;
            }
            if (Failure.checked("read " + path, more) == 0) {
                break;
            }
            done += more;
        }
        return done;
    }

    /**
     * All its bytes.
     *
     * @param most how many it may have
     * @throws Failure also if it has more
     */
    public byte[] content(int most) throws Failure {
        long size = size();
        if (size > most) {
            throw new Failure("read " + path, Errno.EFBIG);
        }
        byte[] content = new byte[(int) size];
        int count = read(0, content, 0, content.length);
        return count == content.length ? content : Arrays.copyOf(content, count);
    }

    /** Makes these bytes its content, and waits until they are on the disk. */
    public void overwrite(byte[] content) throws Failure {
        Failure.checked("write " + path, libc.ftruncate(file, 0));
        int done = 0;
        while (done < content.length) {
            int more = libc.pwrite(file, content, done, content.length - done, done);
            if (more != -Errno.EINTR) {
                done += (int) Failure.checked("write " + path, more);
            }
        }
        sync();
    }

    /** Writes all these bytes, where the last write ended. */
    public void write(byte[] buffer, int offset, int length) throws Failure {
        int done = 0;
        while (done < length) {
            int more = libc.write(file, buffer, offset + done, length - done);
            if (more != -Errno.EINTR) {
                done += (int) Failure.checked("write " + path, more);
            }
        }
    }

    /** Waits until its content is on the disk. */
    public void sync() throws Failure {
        Failure.checked("write " + path, libc.fsync(file));
    }

    /** Closing it twice does nothing. */
    @Override
    public void close() {
        if (file >= 0) {
            libc.close(file);
            file = -1;
        }
    }
}
