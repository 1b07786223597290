package poplock.fifosafety;

import java.util.ArrayList;
import java.util.List;

/** A clock and a FIFO made by hand, so that a test can say who writes, who reads and when. Files are real. */
class FakePosix implements Posix {
    /** The FIFO's descriptor. */
    static final int FIFO = 1_000;
    static final String PATH = "/fake/fifo";
    private static final int COPY = 1_001;

    final List<String> complaints = new ArrayList<>();
    long ticks;
    long epoch = 1_795_348_800;
    int capacity = 65_536;
    /** What a writer writes as soon as somebody waits for the rest of a line. */
    String rest = "";
    private long written = 1;
    private final StringBuilder pipe = new StringBuilder();
    private final Posix files = new JvmPosix(null);
    private String copy = "";

    void write(String text) {
        written++;
        pipe.append(text);
    }

    /** Another reader takes the first bytes. */
    String readElsewhere(int length) {
        String taken = pipe.substring(0, length);
        pipe.delete(0, length);
        return taken;
    }

    String content() {
        return pipe.toString();
    }

    @Override
    public String variable(String name) {
        return null;
    }

    @Override
    public long ticks() {
        return ticks;
    }

    @Override
    public long now() {
        return epoch + ticks / 1_000;
    }

    @Override
    public Event await(long milliseconds) {
        ticks += milliseconds;
        return Event.TIMEOUT;
    }

    @Override
    public boolean awaitInput(int file, int milliseconds) {
        pipe.append(rest);
        rest = "";
        ticks += pipe.isEmpty() ? milliseconds : 0;
        return !pipe.isEmpty();
    }

    @Override
    public boolean hungUp(int fifo) {
        return false;
    }

    @Override
    public int print(String text) {
        return text.length();
    }

    @Override
    public int complain(String text) {
        complaints.add(text);
        return text.length();
    }

    @Override
    public int open(String path, int flags, int mode) {
        return path.equals(PATH) ? FIFO : files.open(path, flags, mode);
    }

    @Override
    public int close(int file) {
        return file >= FIFO ? 0 : files.close(file);
    }

    @Override
    public Status status(String path) {
        return path.equals(PATH) ? status(FIFO) : files.status(path);
    }

    @Override
    public Status status(int file) {
        return file == FIFO ? new Status(0, Status.FIFO, 1, 1, 0, written) : files.status(file);
    }

    @Override
    public int read(int file, byte[] buffer, int offset) {
        String content = file == FIFO ? content() : copy;
        String taken = content.substring(0, Math.min(content.length(), buffer.length - offset));
        for (int i = 0; i < taken.length(); i++) {
            buffer[offset + i] = (byte) taken.charAt(i);
        }
        if (file == FIFO) {
            readElsewhere(taken.length());
        } else {
            copy = copy.substring(taken.length());
        }
        return taken.isEmpty() ? -Errno.EAGAIN : taken.length();
    }

    @Override
    public int readAt(int file, long position, byte[] buffer) {
        return files.readAt(file, position, buffer);
    }

    @Override
    public int write(int file, byte[] buffer, int length) {
        return files.write(file, buffer, length);
    }

    @Override
    public int truncate(int file, long size) {
        return files.truncate(file, size);
    }

    @Override
    public int sync(int file) {
        return files.sync(file);
    }

    @Override
    public int rename(String from, String to) {
        return files.rename(from, to);
    }

    @Override
    public int unlink(String path) {
        return files.unlink(path);
    }

    @Override
    public int lock(int file) {
        return files.lock(file);
    }

    @Override
    public int unread(int file) {
        return pipe.length();
    }

    @Override
    public int capacity(int file) {
        return capacity;
    }

    @Override
    public int enlarge(int file, int size) {
        return size;
    }

    @Override
    public int pipe(int size, int[] ends) {
        ends[0] = ends[1] = COPY;
        return 0;
    }

    @Override
    public int tee(int from, int to, int length) {
        copy = pipe.substring(0, Math.min(pipe.length(), length));
        return copy.isEmpty() ? -Errno.EAGAIN : copy.length();
    }
}
