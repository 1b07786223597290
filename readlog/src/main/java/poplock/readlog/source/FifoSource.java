package poplock.readlog.source;

import java.util.List;

import poplock.common.Complaint;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.HandedOn;
import poplock.posix.Libc;
import poplock.posix.NameWatch;
import poplock.posix.Poll;
import poplock.program.Warnings;
import poplock.readlog.database.Position;

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
    /** Milliseconds between two tries to open what should be there. */
    private static final int AGAIN = 1_000;

    private final Libc libc;
    private final String path;
    private final Intake intake;
    private final Warnings warnings;
    /** All that was in the FIFO at this time has been read, in seconds since the epoch. */
    private long readUntil;
    /** Bytes that were in the FIFO when it was opened or somebody else took others from it, and have not been read yet. */
    private int unreadBefore;
    private final byte[] bytes = new byte[BUFFER];
    /** Null if there is none at the moment. */
    private OpenFifo fifo;
    private long again;
    private final NameWatch watch;
    /** Whether the name led elsewhere at the last look. */
    private boolean nameLost;
    private Spool spool;

    /**
     * Opens the FIFO.
     *
     * @param readUntil the last moment at which the FIFO is known to have been read, in seconds since the epoch; 0 for none
     * @throws Complaint if the path is not a FIFO, or cannot be opened
     */
    FifoSource(Libc libc, String path, long readUntil, Intake intake, Warnings warnings) {
        this.libc = libc;
        this.path = path;
        this.readUntil = readUntil;
        this.warnings = warnings;
        this.intake = intake;
        open();
        watch = new NameWatch(libc);
        watch.look(path);
    }

    private void open() {
        fifo = OpenFifo.of(libc, path);
        unreadBefore = fifo.unread();
    }

    @Override
    public void await(Poll poll) {
        if (fifo == null) {
            poll.until(again);
            return;
        }
        poll.await(fifo.descriptor());
        if (watch.descriptor() >= 0) {
            poll.await(watch.descriptor());
        }
        if (nameLost) {
            poll.until(again);
        }
    }

    @Override
    public void read(Poll poll) {
        boolean told = watch.descriptor() >= 0 && poll.ready(watch.descriptor()) && watch.changed();
        if (fifo != null && (told || nameLost && poll.now() >= again)) {
            again = poll.now() + AGAIN;
            lookAtName();
        }
        if (fifo == null && poll.now() >= again) {
            openAgain(poll.now());
        }
        if (fifo != null && poll.ready(fifo.descriptor())) {
            take(BUFFER);
        }
    }

    /** Opens what has taken the place of the FIFO; there may be nothing there for a moment. */
    private void openAgain(long now) {
        again = now + AGAIN;
        try {
            open();
            watch.look(path);
            nameLost = false;
        } catch (Complaint e) {
            warnings.say(path, e.getMessage() + "; trying on");
        }
    }

    /** @return how many bytes there were */
    private int take(int most) {
        takeUpSpool();
        long now = intake.now();
        int count = fifo.read(bytes, most);
        // Not before the read: fifo-safety may have taken something by then, and it moves the mark first.
        if (fifo.wasDrained()) {
            intake.forget();
            unreadBefore = count + fifo.unread();
        }
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
        intake.reached(position());
        if (count >= MAY_BE_FULL) {
            intake.gap();
        }
        return count;
    }

    private List<Position> position() {
        return List.of(Position.of("fifo:" + path, readUntil));
    }

    /** From now on fifo-safety puts what it drains from this FIFO into the file; null: into none. */
    void spoolTo(String file) {
        if (file == null) {
            spool = null;
        } else if (spool == null || !spool.path().equals(file)) {
            spool = new Spool(libc, file, intake.another());
        }
    }

    /** What was drained came before whatever the FIFO holds now. */
    private void takeUpSpool() {
        if (spool == null) {
            return;
        }
        try {
            if (spool.hasChanged()) {
                intake.gap();
            }
            spool.takeUp();
        } catch (Failure e) {
            warnings.say("spool", "unable to take up " + spool.path() + ": " + e.why() + "; trying on");
        }
    }

    @Override
    public List<Spool> takenUp() {
        return spool != null && spool.isTaken() ? List.of(spool) : List.of();
    }

    /** A change of the name that nothing told of is noticed here. */
    @Override
    public void check() {
        takeUpSpool();
        if (fifo == null || lookAtName()) {
            return;
        }
        long time = intake.now();
        if (Math.abs(time - readUntil) >= Position.GRAIN && fifo.unread() == 0) {
            readUntil = time;
            intake.reached(position());
        }
    }

    /**
     * A FIFO that was made anew under the same name is the one that syslogd writes from now on. Anything else there is said
     * at the second look: whoever makes it anew takes a moment.
     *
     * @return whether the FIFO was left for another one
     */
    private boolean lookAtName() {
        FileStatus now = FileStatus.of(libc, path);
        boolean wasLost = nameLost;
        nameLost = !fifo.is(now);
        if (nameLost && now.isFifo()) {
            leave();
            intake.forget();
            again = Long.MIN_VALUE;
            return true;
        }
        if (nameLost && wasLost) {
            String found = now.exists() ? path + " is no FIFO any more" : "there is no " + path + " any more";
            warnings.say(found, found + ": nothing that is written there is read;"
                    + " make one in its place with: mkfifo -m 600 " + path);
        }
        return false;
    }

    /** The FIFO never stands without a reader. */
    @Override
    public void handOn() {
        if (fifo != null) {
            HandedOn.give(libc, path, fifo.descriptor());
        }
    }

    @Override
    public void close() {
        leave();
        watch.close();
    }

    /** What syslogd wrote and nobody read would be lost with the pipe. */
    private void leave() {
        if (fifo == null) {
            return;
        }
        long now = intake.now();
        // No more than a pipe holds: a writer that never rests must not keep readlog from stopping.
        int left = BUFFER;
        for (int count; left > 0 && (count = take(left)) > 0;) {
            left -= count;
        }
        readUntil = left > 0 ? now : readUntil;
        intake.reached(position());
        fifo.close();
        fifo = null;
    }
}
