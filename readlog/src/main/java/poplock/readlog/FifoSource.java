package poplock.readlog;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import poplock.common.Complaint;

/**
 * A FIFO that syslogd writes. It is held open for reading and writing: so there is never an end of file when syslogd
 * restarts, and syslogd never meets a FIFO without a reader.
 */
final class FifoSource implements LogSource {
    /** As large as a pipe can be made: one read takes all that is in it, and so never half a write of syslogd. */
    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final Intake intake;
    private final byte[] bytes = new byte[BUFFER];
    private volatile FileChannel fifo;
    /** The same FIFO, for reading what is left in it when {@link #fifo} has been closed to end a waiting read. */
    private FileInputStream unread;
    private volatile FileKey key;
    private volatile boolean stopped;

    /** @throws Complaint if the path is not a FIFO, or cannot be opened */
    FifoSource(Path path, Intake intake) {
        this.path = path;
        this.intake = intake;
        try {
            open();
        } catch (NoSuchFileException e) {
            throw Complaint
                    .usage("unable to open " + path + ": no such file; make it with: mkfifo -m 600 " + path);
        } catch (IOException e) {
            throw Complaint.temporary("unable to open " + path + ": " + Why.of(e));
        }
    }

    private void open() throws IOException {
        key = FileKey.of(path);
        if (!key.isFifo()) {
            throw Complaint.usage(path + " is not a FIFO; make one in its place with: mkfifo -m 600 " + path);
        }
        // Without CREATE: what vanished since must not become a regular file.
        fifo = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        unread = new FileInputStream(path.toFile());
    }

    @Override
    public void run() throws IOException {
        while (!stopped) {
            var buffer = ByteBuffer.wrap(bytes);
            boolean closed = false;
            try {
                fifo.read(buffer);
            } catch (ClosedChannelException e) {
                // By check(), or by the interrupt that follows stop(); what was read just before still counts.
                closed = true;
            }
            take(buffer.position());
            if (closed && !stopped) {
                drain();
                intake.forget();
                open();
            }
        }
    }

    private void take(int count) {
        intake.feed(bytes, 0, count);
        intake.deliver(null);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** What syslogd wrote and nobody read would be lost with the pipe. */
    @Override
    public void drain() throws IOException {
        fifo.close();
        try (var rest = unread) {
            while (rest.available() > 0) {
                take(Math.max(rest.read(bytes), 0));
            }
        }
    }

    /** A FIFO that was made anew under the same name is the one that syslogd writes from now on. */
    @Override
    public void check() throws IOException {
        FileKey now = FileKey.of(path);
        if (now.isFifo() && !now.equals(key)) {
            fifo.close();
        }
    }
}
