package poplock.readlog.source;

import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.Poll;

/** A stream that ends: standard input. */
final class StreamSource implements LogSource {
    private static final int STANDARD_INPUT = 0;
    private static final int BUFFER = 1 << 16;

    private final Libc libc;
    private final Intake intake;
    private final Past past = new Past();
    private final byte[] bytes = new byte[BUFFER];
    private boolean ended;

    StreamSource(Libc libc, Intake intake) {
        this.libc = libc;
        this.intake = intake;
        intake.unreadSince(0);
    }

    @Override
    public void await(Poll poll) {
        if (!ended) {
            poll.await(STANDARD_INPUT);
            past.await(poll);
        }
    }

    @Override
    public void read(Poll poll) throws Failure {
        if (ended) {
            return;
        }
        if (!poll.ready(STANDARD_INPUT)) {
            past.rests(poll.now());
            return;
        }
        int count = libc.read(STANDARD_INPUT, bytes, 0, bytes.length);
        if (count == -Errno.EAGAIN || count == -Errno.EINTR) {
            return;
        }
        if (count < 0) {
            throw new Failure("read standard input", count);
        }
        past.comes();
        if (past.isOver()) {
            intake.live();
        }
        ended = count == 0;
        intake.feed(bytes, 0, count);
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }

    /** What is left in it is the next reader's. */
    @Override
    public void close() {
        ended = true;
    }
}
