package poplock.readlog.source;

import poplock.common.Complaint;
import poplock.posix.CString;
import poplock.posix.DrainMark;
import poplock.posix.Errno;
import poplock.posix.FileCalls;
import poplock.posix.FileStatus;
import poplock.posix.Libc;

/** A FIFO, open for reading and writing; reading does not wait. */
final class OpenFifo {
    /** Room for what syslogd writes while the database is being saved: some 2,000 lines, as fifo-safety gives it. */
    private static final int ROOM = 1 << 18;

    private final Libc libc;
    private final int file;
    private final FileStatus status;
    private final DrainMark drains;

    private OpenFifo(Libc libc, int file, FileStatus status) {
        this.libc = libc;
        this.file = file;
        this.status = status;
        drains = new DrainMark(libc);
        drains.hasMoved(file);
    }

    /** @throws Complaint if it is not there, is no FIFO or cannot be opened; a file is never created */
    static OpenFifo of(Libc libc, String path) {
        int flags = FileCalls.O_RDWR | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC;
        refuseAllButFifo(path, FileStatus.of(libc, path));
        // Without O_CREAT: what vanished since must not become a regular file.
        int file = libc.open(CString.of(path), flags, 0);
        if (file < 0) {
            throw Complaint.temporary("unable to open " + path + ": " + Errno.words(file));
        }
        FileStatus opened = FileStatus.of(libc, file);
        if (!opened.isFifo()) {
            libc.close(file);
            refuseAllButFifo(path, opened);
        }
        if (libc.fcntl(file, FileCalls.F_GETPIPE_SZ, 0) < ROOM) {
            libc.fcntl(file, FileCalls.F_SETPIPE_SZ, ROOM);
        }
        return new OpenFifo(libc, file, opened);
    }

    private static void refuseAllButFifo(String path, FileStatus status) {
        String make = "mkfifo -m 600 " + path;
        if (!status.exists()) {
            throw Complaint.temporary("unable to open " + path + ": " + Errno.words(status.error())
                    + (status.error() == -Errno.ENOENT ? "; make it with: " + make : ""));
        }
        if (!status.isFifo()) {
            throw Complaint.usage(path + " is not a FIFO; make one in its place with: " + make);
        }
    }

    int descriptor() {
        return file;
    }

    boolean is(FileStatus other) {
        return other.sameFile(status);
    }

    /** How many bytes it holds. */
    int unread() {
        return Math.max(0, libc.fionread(file));
    }

    /** @return how many bytes, 0 if there were none */
    int read(byte[] into, int most) {
        return Math.max(0, libc.read(file, into, 0, most));
    }

    /** Whether somebody else may have taken something from it since the last call; to be called after each read. */
    boolean wasDrained() {
        return drains.hasMoved(file);
    }

    void close() {
        libc.close(file);
    }
}
