package poplock.fifosafety;

import poplock.common.Complaint;

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

    private final Posix posix;
    private final Posix.Status identity;
    private int file;
    private int capacity;
    private final int[] copy = {-1, -1};
    private byte[] content = {};
    private byte[] previous = {};
    private int held;
    /** When it was last written, as the last look saw it; 0 if there was none since it was emptied. */
    private long written;

    private Fifo(Posix posix, int file, Posix.Status identity) {
        this.posix = posix;
        this.file = file;
        this.identity = identity;
    }

    /** @throws Complaint if it is not there, is no FIFO or cannot be opened; a file is never created */
    static Fifo open(Posix posix, String path) {
        Posix.Status status = posix.status(path);
        int file = status.error() < 0 || !isFifo(status)
                ? status.error()
                : posix.open(path, Posix.READ_WRITE, 0);
        if (file < 0) {
            throw Complaint.temporary("unable to open " + path + ": " + Errno.words(file)
                    + (file == -Errno.ENOENT ? "; make it with: mkfifo -m 600 " + path : ""));
        }
        Posix.Status opened = isFifo(status) ? posix.status(file) : status;
        if (!isFifo(opened)) {
            throw Complaint.usage(path + " is not a FIFO");
        }
        if (posix.capacity(file) < ROOM) {
            posix.enlarge(file, ROOM);
        }
        var fifo = new Fifo(posix, file, opened);
        fifo.fit();
        return fifo;
    }

    private static boolean isFifo(Posix.Status status) {
        return status.error() == 0 && status.type() == Posix.Status.FIFO;
    }

    boolean is(Posix.Status status) {
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
        written = posix.status(file).written();
        if (held == 0 && posix.unread(file) == 0) {
            return new Look(0, before == 0 || before == written);
        }
        byte[] last = previous;
        previous = content;
        content = last;
        int seen = posix.tee(file, copy[1], content.length);
        int length = seen > 0 ? Math.max(posix.read(copy[0], content, 0), 0) : 0;
        boolean untouched = length >= held && startsAlike(content, previous, held);
        held = length;
        return new Look(posix.unread(file), untouched);
    }

    /**
     * Takes all that it holds. One read takes it, under the pipe's own lock, so it ends where a write ended, and so does
     * what another reader takes before or after: as long as writes are whole lines of at most 4,096 bytes, which the
     * system never splits, neither gets a piece of a line.
     *
     * @param into has room for {@link #capacity} bytes from the offset on
     * @return how many bytes, 0 if there were none
     */
    int take(byte[] into, int offset) {
        held = 0;
        written = 0;
        return Math.max(posix.read(file, into, offset), 0);
    }

    boolean awaitInput(int milliseconds) {
        return posix.awaitInput(file, milliseconds);
    }

    /** Keeps only the reading end, so that {@link #abandoned} can tell whether there is a writer. */
    void onlyRead() {
        int reading = posix.open("/proc/self/fd/" + file, Posix.READ, 0);
        if (reading >= 0) {
            posix.close(file);
            file = reading;
        }
    }

    /** Whether nobody has it open for writing, after {@link #onlyRead}. */
    boolean abandoned() {
        return posix.hungUp(file);
    }

    void close() {
        posix.close(file);
        closeCopy();
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
        int now = posix.capacity(file);
        if (now == capacity) {
            return;
        }
        closeCopy();
        int error = now < 0 ? now : posix.pipe(now, copy);
        if (error < 0) {
            throw Complaint.temporary("unable to look into the FIFO: " + Errno.words(error));
        }
        capacity = now;
        content = new byte[now];
        previous = new byte[now];
        held = 0;
    }

    private void closeCopy() {
        for (int i = 0; i < copy.length; i++) {
            if (copy[i] >= 0) {
                posix.close(copy[i]);
                copy[i] = -1;
            }
        }
    }
}
