package poplock.readlog.source;

import java.io.Closeable;

import poplock.posix.AtomicFile;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/**
 * A plain file that was opened by a name, and stays the same file whatever becomes of that.
 *
 * @param status as it was when it was opened
 * @param real where the name led then
 */
record NamedFile(OpenFile open, FileStatus status, String real) implements Closeable {
    /**
     * Opens the file that the path leads to now.
     *
     * @throws Failure if there is none, it is no plain file, or it cannot be read
     */
    static NamedFile at(Libc libc, String path) throws Failure {
        while (true) {
            FileStatus before = FileStatus.of(libc, path);
            // Opening a FIFO or a device may do something.
            before.refuseAllButPlain(path);
            OpenFile file = OpenFile.read(libc, path);
            String real = AtomicFile.target(libc, path);
            FileStatus opened = file.status();
            // The name may have been given to another file between the calls.
            if (opened.sameFile(before) && opened.sameFile(FileStatus.of(libc, path))) {
                return new NamedFile(file, opened, real);
            }
            file.close();
        }
    }

    /** When the file was made, in nanoseconds since the epoch; where that is not known, when it was last written. */
    long made() {
        return status.made();
    }

    @Override
    public void close() {
        open.close();
    }
}
