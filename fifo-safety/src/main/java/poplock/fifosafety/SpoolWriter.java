package poplock.fifosafety;

import poplock.common.Complaint;
import poplock.common.SpoolRecord;
import poplock.posix.CString;
import poplock.posix.Clock;
import poplock.posix.Errno;
import poplock.posix.FileCalls;
import poplock.posix.FileStatus;
import poplock.posix.Libc;

/**
 * Writes the spool, whose format and contract with readlog is {@link SpoolRecord}'s. It grows to its greatest size and no
 * further; what exceeds it is lost, and so is what the disk has no room for.
 */
final class SpoolWriter {
    private static final int TRIES = 50;
    private static final int TRY_AGAIN = 10;
    private static final int OWNER_ONLY = 0600;
    private static final int FLAGS = FileCalls.O_RDWR | FileCalls.O_APPEND | FileCalls.O_CREAT
            | FileCalls.O_NONBLOCK | FileCalls.O_CLOEXEC;

    private final Libc libc;
    private final String path;
    private final long max;
    private final Records records;
    /** What the batch at hand has put on the disk. */
    private final Tally written = new Tally();

    /** @param max its greatest size in bytes */
    SpoolWriter(Libc libc, String path, long max) {
        this.libc = libc;
        this.path = path;
        this.max = max;
        records = new Records(libc);
    }

    /**
     * What became of a batch.
     *
     * @param kept what was appended, always the first of the lines
     * @param trouble why it was not all, or null if it was or if the spool has its greatest size
     */
    record Result(Amount kept, String trouble) {}

    /**
     * Appends log lines.
     *
     * @param lines log lines, each with its LF
     * @param start index of their first byte
     * @param end index after their last byte
     * @param arrivals when the bytes at these indexes came
     */
    Result append(byte[] lines, int start, int end, Arrivals arrivals) {
        written.clear();
        int file = -1;
        try {
            file = openLocked();
            append(file, lines, start, end, arrivals);
            return new Result(written.amount(), null);
        } catch (Complaint complaint) {
            return new Result(written.amount(), complaint.getMessage());
        } finally {
            if (file >= 0) {
                libc.close(file);
            }
        }
    }

    private int openLocked() {
        for (int i = 0; i < TRIES; i++) {
            int file = checked(
                    libc.open(CString.of(path), FLAGS, OWNER_ONLY));
            FileStatus opened = FileStatus.of(libc, file);
            if (!opened.isPlain()) {
                libc.close(file);
                throw complaint("not a plain file");
            }
            if (libc.lock(file, FileCalls.F_SETLK, FileCalls.F_WRLCK) >= 0
                    && opened.sameFile(FileStatus.of(libc, path))) {
                return file;
            }
            libc.close(file);
            libc.poll(new int[0], 0, i == 0 ? 0 : TRY_AGAIN);
        }
        throw complaint("somebody keeps it locked");
    }

    private void append(int file, byte[] lines, int start, int end, Arrivals arrivals) {
        long size = cutOffTorn(file);
        long now = new Clock(libc).now();
        records.begin();
        int line = start;
        long mark = libc.mark();
        while (line < end) {
            int next = line;
            while (lines[next++] != '\n') {
            }
            String stamp = SpoolRecord.stamp(arrivals.at(line, now));
            int record = stamp.length() + next - line;
            if (!records.fits(record)) {
                size = flush(file, size);
            }
            if (size + records.length() + record > max) {
                break;
            }
            records.add(stamp, lines, line, next);
            line = next;
            libc.forget(mark);
        }
        flush(file, size);
    }

    /** Writes the records or none of them: half a record would spoil the next one, too. */
    private long flush(int file, long size) {
        if (records.isEmpty()) {
            return size;
        }
        int done = libc.write(file, records.bytes(), 0, records.length());
        if (done != records.length()) {
            libc.ftruncate(file, size);
            throw complaint(Errno.words(done < 0 ? done : -Errno.ENOSPC));
        }
        written.add(records.amount());
        records.clear();
        return size + done;
    }

    /** @return the size, after the last record lost its tail if a crash left it without its end */
    private long cutOffTorn(int file) {
        long end = FileStatus.of(libc, file).size();
        byte[] block = new byte[1 << 8];
        long size = end;
        while (size > 0) {
            long from = Math.max(0, size - block.length);
            int read = (int) Math.min(checked(libc.pread(file, block, 0, block.length, from)), size - from);
            while (read > 0 && block[read - 1] != '\n') {
                read--;
            }
            size = from + read;
            if (read > 0) {
                break;
            }
        }
        if (size < end) {
            checked(libc.ftruncate(file, size));
        }
        return size;
    }

    private int checked(int result) {
        if (result < 0) {
            throw complaint(Errno.words(result));
        }
        return result;
    }

    private Complaint complaint(String why) {
        return Complaint.temporary("unable to write " + path + ": " + why);
    }
}
