package poplock.readlog.source;

import poplock.common.Entry;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileCalls;
import poplock.posix.FileInput;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/**
 * The reading end of fifo-safety's spool: log lines that nobody read when they came. {@link poplock.common.SpoolRecord} has
 * its format and the contract with fifo-safety.
 */
public final class Spool {
    private static final int BUFFER = 1 << 16;

    private final Libc libc;
    private final String spool;
    private final String taken;
    private final Intake intake;
    private long stamp;
    private Part part;
    /** Whether {@link #taken} has been read; then it waits for {@link #delete}. */
    private boolean isRead;
    private FileStatus seen;

    /** Of a record, what the next byte belongs to; one without a time of arrival is a gap. */
    private enum Part {
        STAMP, LINE, WASTE
    }

    Spool(Libc libc, String spool, Intake intake) {
        this.libc = libc;
        this.spool = spool;
        taken = spool + ".taken";
        this.intake = intake;
    }

    public String path() {
        return spool;
    }

    /** Whether something has happened to it since the last call: lines that were on their way here went there. */
    boolean hasChanged() {
        FileStatus before = seen;
        seen = FileStatus.ofLink(libc, spool);
        return seen.exists() && (before == null || !seen.untouchedSince(before));
    }

    /**
     * Records the logins of the spool, if there is one that is not empty and the last one has been deleted.
     *
     * @return whether there was; then {@link #delete} it as soon as they are on the disk
     */
    boolean takeUp() throws Failure {
        if (isRead) {
            return false;
        }
        if (!FileStatus.ofLink(libc, taken).exists()) {
            if (!isBegun()) {
                return false;
            }
            Failure.checked("write " + taken, libc.rename(CString.of(spool), CString.of(taken)));
        }
        OpenFile file = OpenFile.write(libc, taken, FileCalls.O_RDWR | FileCalls.O_NONBLOCK, 0);
        try (FileInput in = new FileInput(file)) {
            file.status().refuseAllButPlain(taken);
            lock(file);
            read(in);
        }
        isRead = true;
        return true;
    }

    /** Waits for fifo-safety, which may be at its last batch. The lock goes when the file is closed. */
    private void lock(OpenFile file) throws Failure {
        int error;
        do {
            error = libc.lock(file.descriptor(), FileCalls.F_SETLKW, FileCalls.F_WRLCK);
        } while (error == -Errno.EINTR);
        Failure.checked("lock " + taken, error);
    }

    /** Whether one has been taken up and not deleted yet. */
    boolean isTaken() {
        return isRead;
    }

    /** An empty one has just been made: were it taken before fifo-safety has locked it, it would have to be made again. */
    private boolean isBegun() {
        FileStatus status = FileStatus.ofLink(libc, spool);
        return status.exists() && status.size() > 0;
    }

    public void delete() throws Failure {
        Failure.checked("delete " + taken, libc.unlink(CString.of(taken)));
        isRead = false;
    }

    private void read(FileInput file) throws Failure {
        byte[] bytes = new byte[BUFFER];
        int count;
        intake.forget();
        startRecord();
        while ((count = file.read(bytes, 0, BUFFER)) > 0) {
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
