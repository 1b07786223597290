package poplock.program;

import java.io.Closeable;

import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileCalls;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/** A file, or standard input, that is read from where it stands to its end. */
public final class Input implements Closeable {
    private static final int STANDARD = 0;

    private final Libc libc;
    private final String name;
    /** Null if it is standard input, which stays open. */
    private final OpenFile file;

    private Input(Libc libc, String name, OpenFile file) {
        this.libc = libc;
        this.name = name;
        this.file = file;
    }

    public static Input standard(Libc libc) {
        return new Input(libc, "standard input", null);
    }

    /** @throws Failure {@code unable to read PATH: why} */
    public static Input of(Libc libc, String path) throws Failure {
        return new Input(libc, path, OpenFile.read(libc, path));
    }

    /** How many bytes it has, if that is known beforehand; else 0. */
    public long size() {
        return file == null || !file.status().isPlain() ? 0 : file.status().size();
    }

    /**
     * Waits for bytes.
     *
     * @return how many there were, 0 at the end
     * @throws Failure {@code unable to read PATH: why}
     */
    public int read(byte[] buffer) throws Failure {
        int descriptor = file == null ? STANDARD : file.descriptor();
        while (true) {
            int count = libc.read(descriptor, buffer, 0, buffer.length);
            if (count == -Errno.EAGAIN) {
                libc.poll(new int[] {descriptor, FileCalls.POLLIN}, 1, -1);
            } else if (count != -Errno.EINTR) {
                return (int) Failure.checked("read " + name, count);
            }
        }
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
