package poplock.fifosafety;

import poplock.common.Complaint;
import poplock.posix.CString;
import poplock.posix.DrainMark;
import poplock.posix.Errno;
import poplock.posix.FileCalls;
import poplock.posix.FileStatus;
import poplock.posix.Libc;

/**
 * One open FIFO. It is open for reading and writing, so that writers always have a reader and it has no end of file.
 */
final class Fifo {
    /**
     * What a look saw.
     *
     * @param unread how many bytes it held
     * @param untouched whether what it held at the last look was in front still; if that was nothing, whether nothing was
     * written and read since
     */
    record Look(int unread, boolean untouched) {}

    /**
     * Four times what a FIFO usually holds, in bytes: a burst of some 2,000 log lines. rsyslog writes that many at once, and
     * leaves a FIFO that is full alone for a while.
     */
    static final int ROOM = 1 << 18;
    private static final int READ_WRITE = FileCalls.O_RDWR | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC;
    private static final int READ = FileCalls.O_RDONLY | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC;

    private final Libc libc;
    private final Buffers buffers;
    private final FileStatus identity;
    private final DrainMark mark;
    private int file;
    private int capacity;
    private final int[] copy = {-1, -1};
    private byte[] content = {};
    private byte[] previous = {};
    private int held;
    /** When it was last written, as the last look saw it; 0 if there was none since it was emptied. */
    private long written;

    private Fifo(Libc libc, Buffers buffers, int file, FileStatus identity) {
        this.libc = libc;
        this.buffers = buffers;
        this.file = file;
        this.identity = identity;
        mark = new DrainMark(libc);
    }

    /** @throws Complaint if it is not there, is no FIFO or cannot be opened; a file is never created */
    static Fifo open(Libc libc, Buffers buffers, String path) {
        FileStatus status = FileStatus.of(libc, path);
        int file = status.isFifo() ? libc.open(CString.of(path), READ_WRITE, 0) : status.error();
        if (file < 0) {
            throw Complaint.temporary("unable to open " + path + ": " + Errno.words(file)
                    + (file == -Errno.ENOENT ? "; make it with: mkfifo -m 600 " + path : ""));
        }
        FileStatus opened = status.isFifo() ? FileStatus.of(libc, file) : status;
        if (!opened.isFifo()) {
            throw Complaint.usage(path + " is not a FIFO");
        }
        if (libc.fcntl(file, FileCalls.F_GETPIPE_SZ, 0) < ROOM) {
            libc.fcntl(file, FileCalls.F_SETPIPE_SZ, ROOM);
        }
        var fifo = new Fifo(libc, buffers, file, opened);
        fifo.fit();
        // What one did that guarded it before, and has ended since, shows by this.
        fifo.mark.move(file);
        return fifo;
    }

    boolean is(FileStatus status) {
        return identity.sameFile(status);
    }

    /**
     * How many bytes it can hold. When it is full it holds half as many at least: the system begins a new page only for
     * a write that does not fit into the last one.
     */
    int capacity() {
        return capacity;
    }

    /** Sees what it holds, and leaves it there. */
    Look look() {
        fit();
        // Before the number of bytes: what was written by then and is not there has been read.
        long before = written;
        written = FileStatus.of(libc, file).modified();
        if (held == 0 && libc.fionread(file) == 0) {
            return new Look(0, before == 0 || before == written);
        }
        byte[] last = previous;
        previous = content;
        content = last;
        int seen = libc.tee(file, copy[1], capacity, FileCalls.SPLICE_F_NONBLOCK);
        int length = seen > 0 ? Math.max(libc.read(copy[0], content, 0, capacity), 0) : 0;
        boolean untouched = length >= held && startsAlike(content, previous, held);
        held = length;
        return new Look(libc.fionread(file), untouched);
    }

    /**
     * Takes all that it holds, and tells the reader before. One read takes it, under the pipe's own lock, so it ends where a write ended, and so does
     * what another reader takes before or after: as long as writes are whole lines of at most 4,096 bytes, which the
     * system never splits, neither gets a piece of a line.
     *
     * @param into has room for {@link #capacity} bytes from the offset on
     * @return how many bytes, 0 if there were none
     */
    int take(byte[] into, int offset) {
        held = 0;
        written = 0;
        mark.move(file);
        return Math.max(libc.read(file, into, offset, into.length - offset), 0);
    }

    boolean awaitInput(int milliseconds) {
        int[] wait = {file, FileCalls.POLLIN};
        return libc.poll(wait, 1, milliseconds) > 0 && (wait[1] >>> 16 & FileCalls.POLLIN) != 0;
    }

    /** Keeps only the reading end, so that {@link #abandoned} can tell whether there is a writer. */
    void onlyRead() {
        int reading = libc.open(CString.of("/proc/self/fd/" + file), READ, 0);
        if (reading >= 0) {
            libc.close(file);
            file = reading;
            // The lock went with the descriptor.
            mark.move(file);
        }
    }

    /** Whether nobody has it open for writing, after {@link #onlyRead}. */
    boolean abandoned() {
        int[] look = {file, FileCalls.POLLIN};
        return libc.poll(look, 1, 0) > 0 && (look[1] >>> 16 & FileCalls.POLLHUP) != 0;
    }

    void close() {
        libc.close(file);
        closeCopy();
        buffers.giveBack(content);
        buffers.giveBack(previous);
    }

    private static boolean startsAlike(byte[] one, byte[] other, int length) {
        int i = 0;
        while (i < length && one[i] == other[i]) {
            i++;
        }
        return i == length;
    }

    /** Others may change the pipe's capacity at any time. */
    private void fit() {
        int now = libc.fcntl(file, FileCalls.F_GETPIPE_SZ, 0);
        if (now == capacity) {
            return;
        }
        closeCopy();
        int error = now < 0 ? now : libc.pipe2(copy, FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC);
        if (error < 0) {
            throw Complaint.temporary("unable to look into the FIFO: " + Errno.words(error));
        }
        libc.fcntl(copy[0], FileCalls.F_SETPIPE_SZ, now);
        capacity = now;
        held = 0;
        if (content.length < now) {
            content = buffers.larger(content, now);
            previous = buffers.larger(previous, now);
        }
    }

    private void closeCopy() {
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] >= 0) {
                libc.close(copy[i]);
                copy[i] = -1;
            }
        }
    }
}
