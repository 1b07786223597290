package poplock.readlog;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import poplock.common.Complaint;

/**
 * A FIFO that syslogd writes. It is held open for reading and writing: so there is never an end of file when syslogd
 * restarts, and syslogd never meets a FIFO without a reader.
 */
final class FifoSource implements LogSource {
    /** As large as a pipe can be made: one read takes all that is in it, and so never half a write of syslogd. */
    private static final int BUFFER = 1 << 20;
    /**
     * A full pipe of the usual size holds this many bytes at least, half of what fits into it. A system logger that does
     * not wait has thrown away what it had to write then: single messages, for a shorter one may still fit.
     */
    private static final int MAY_BE_FULL = 1 << 15;

    private final Path path;
    private final Intake intake;
    private final Warnings warnings;
    /** All that was in the FIFO at this time has been read, in seconds since the epoch. */
    private volatile long readUntil;
    /** Bytes that were in the FIFO when it was opened and have not been read yet. */
    private int unreadBefore;
    private final byte[] bytes = new byte[BUFFER];
    private volatile FileChannel fifo;
    /** The same FIFO, for reading what is left in it when {@link #fifo} has been closed to end a waiting read. */
    private volatile FileInputStream unread;
    private volatile FileKey key;
    private volatile boolean stopped;
    private volatile boolean opened;
    private volatile Spool spool;

    /**
     * Opens the FIFO.
     *
     * @param readUntil the last moment at which the FIFO is known to have been read, in seconds since the epoch; 0 for none
     * @throws Complaint if the path is not a FIFO, or cannot be opened
     */
    FifoSource(Path path, long readUntil, Intake intake, Warnings warnings) {
        this.path = path;
        this.readUntil = readUntil;
        this.warnings = warnings;
        this.intake = intake;
        try {
            open();
        } catch (NoSuchFileException e) {
            throw Complaint
                    .temporary(
                            "unable to open " + path + ": no such file; make it with: mkfifo -m 600 " + path);
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
        unreadBefore = unread.available();
        opened = true;
    }

    /** Opens what has taken the place of the FIFO; there may be nothing there for a moment. */
    private void openAgain() throws InterruptedException {
        intake.forget();
        opened = false;
        while (!opened && !stopped) {
            try {
                open();
            } catch (IOException | Complaint e) {
                warnings.say(path.toString(), "unable to open " + path + ": "
                        + (e instanceof IOException io ? Why.of(io) : e.getMessage()) + "; trying on");
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    @Override
    public void run() throws IOException, InterruptedException {
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
                openAgain();
            }
        }
    }

    private void take(int count) {
        takeUpSpool();
        long now = intake.now();
        int before = Math.min(unreadBefore, count);
        if (before > 0) {
            intake.unreadSince(readUntil);
            intake.feed(bytes, 0, before);
            intake.live();
            unreadBefore -= before;
        }
        intake.feed(bytes, before, count - before);
        if (count > 0 && unreadBefore == 0) {
            readUntil = now;
        }
        intake.deliver(position());
        if (count >= MAY_BE_FULL) {
            intake.gap();
        }
    }

    private List<Position> position() {
        return List.of(Position.of("fifo:" + path, readUntil));
    }

    /** From now on fifo-safety puts what it drains from this FIFO into the file; null: into none. */
    void spoolTo(Path file) {
        Spool before = spool;
        if (file == null) {
            spool = null;
        } else if (before == null || !before.path().equals(file)) {
            spool = new Spool(file, intake.another());
        }
    }

    /** What was drained came before whatever the FIFO holds now. */
    private void takeUpSpool() {
        Spool its = spool;
        if (its == null) {
            return;
        }
        try {
            if (its.hasChanged()) {
                intake.gap();
            }
            its.takeUp();
        } catch (IOException e) {
            warnings.say("spool", "unable to take up " + its.path() + ": " + Why.of(e) + "; trying on");
        }
    }

    @Override
    public List<Spool> takenUp() {
        Spool its = spool;
        return its != null && its.isTaken() ? List.of(its) : List.of();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** What syslogd wrote and nobody read would be lost with the pipe. */
    @Override
    public void drain() throws IOException {
        fifo.close();
        if (!opened) {
            return;
        }
        opened = false;
        try (var rest = unread) {
            long now = intake.now();
            // No more than a pipe holds: a writer that never rests must not keep readlog from stopping.
            for (int left = BUFFER; left > 0 && rest.available() > 0;) {
                int count = Math.max(rest.read(bytes, 0, left), 0);
                take(count);
                left -= count;
            }
            readUntil = now;
            intake.reached(position());
        }
    }

    /** A FIFO that was made anew under the same name is the one that syslogd writes from now on. */
    @Override
    public void check() throws IOException {
        takeUpSpool();
        FileKey now = FileKey.of(path);
        if (!now.isFifo()) {
            warnings.say(path.toString(),
                    path + " is no FIFO any more: nothing that is written there is read;"
                            + " make one in its place with: mkfifo -m 600 " + path);
        } else if (!now.equals(key)) {
            fifo.close();
            return;
        }
        long time = intake.now();
        if (opened && Math.abs(time - readUntil) >= Position.GRAIN && unread.available() == 0) {
            readUntil = time;
            intake.reached(position());
        }
    }
}
