package poplock.readlog.source;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import poplock.posix.CString;
import poplock.posix.Child;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.posix.Signals;

/**
 * The standard output of a command, run by /bin/sh as the leader of a process group of its own, and started again when
 * it ends. What was logged meanwhile is read if the command can go back to it: {@link Since}.
 */
final class CommandSource implements LogSource {
    /** The first wait, in milliseconds; it doubles with each start, up to the last, until the command has run that long. */
    private static final int FIRST_WAIT = 1_000;
    private static final int LAST_WAIT = 64_000;
    /** Who has closed its output, or been told to end, has so many milliseconds for it. */
    private static final int GRACE = 2_000;
    /** Nothing tells when the last process of a group has gone: milliseconds between two looks. */
    private static final int LOOK = 50;
    private static final int BUFFER = 1 << 16;

    private final Libc libc;
    private final String command;
    private final Since since;
    private final Intake intake;
    private final Consumer<String> warnings;
    private final byte[] bytes = new byte[BUFFER];
    private Past past = new Past();
    /** Null while none runs. */
    private Child child;
    private long started;
    /** When the output of the child that runs is known to be over, the time at which it has to have ended. */
    private long graceEnd = Long.MAX_VALUE;
    private int wait = FIRST_WAIT;
    private long startAgain;
    /** Those that were told to end, and are killed if they do not. */
    private final List<Leaving> leaving = new ArrayList<>();

    /** @param end when those that live still are killed */
    private record Leaving(Child child, long end) {}

    CommandSource(Libc libc, String command, Since since, Intake intake, Consumer<String> warnings) {
        this.libc = libc;
        this.command = command;
        this.since = since;
        this.intake = intake;
        this.warnings = warnings;
        startAgain = Long.MIN_VALUE;
        intake.reached(since.positions());
    }

    @Override
    public void await(Poll poll) {
        if (child == null) {
            poll.until(startAgain);
        } else if (graceEnd == Long.MAX_VALUE) {
            poll.await(child.output());
            past.await(poll);
        } else {
            poll.until(poll.now() + LOOK);
        }
        if (!leaving.isEmpty()) {
            poll.until(poll.now() + LOOK);
        }
    }

    @Override
    public void read(Poll poll) {
        leaving.removeIf(each -> hasLeft(each, poll.now()));
        if (child == null && poll.now() >= startAgain) {
            start(poll.now());
        } else if (child != null && graceEnd < Long.MAX_VALUE) {
            endOf(poll.now());
        } else if (child != null && poll.ready(child.output())) {
            take(poll.now());
        } else {
            past.rests(poll.now());
        }
    }

    private void start(long now) {
        started = now;
        past = new Past();
        libc.setenv(CString.of(Since.VARIABLE), CString.of(since.start()));
        // journalctl and others write month names in the locale's language, and no other than English is read
        libc.setenv(CString.of("LC_ALL"), CString.of("C"));
        try {
            child = Child.shell(libc, command);
            graceEnd = Long.MAX_VALUE;
        } catch (Failure e) {
            startLater(now, "failed: " + e.why());
        }
    }

    private void take(long now) {
        past.comes();
        if (past.isOver()) {
            intake.live();
        }
        if (!takeOutput()) {
            graceEnd = now + GRACE;
            endOf(now);
        }
    }

    /** @return false at the end of the output */
    private boolean takeOutput() {
        int count = libc.read(child.output(), bytes, 0, bytes.length);
        if (count > 0) {
            intake.feed(bytes, 0, count);
            intake.reached(since.positions());
        }
        return count > 0 || count == -Errno.EAGAIN || count == -Errno.EINTR;
    }

    /** The command prints no more: it is about to end, and those that it started have no reader any more. */
    private void endOf(long now) {
        boolean ended = child.ended();
        if (!ended && now < graceEnd) {
            return;
        }
        intake.forget();
        child.close();
        child.signal(Signals.SIGTERM);
        leaving.add(new Leaving(child, now + GRACE));
        startLater(now, ended ? "ended with status " + child.exitStatus() : "has closed its output");
        child = null;
    }

    private void startLater(long now, String why) {
        wait = now - started >= LAST_WAIT ? FIRST_WAIT : wait;
        warnings.accept("command '" + command + "' " + why + "; starting it again in " + wait / 1_000 + "s");
        startAgain = now + wait;
        wait = Math.min(wait * 2, LAST_WAIT);
    }

    private static boolean hasLeft(Leaving leaver, long now) {
        boolean isOver = now >= leaver.end();
        if (isOver) {
            leaver.child().signal(Signals.SIGKILL);
        }
        // Of those that were killed, some may stay zombies that are not ours to wait for.
        return leaver.child().ended() && (isOver || !leaver.child().groupLives());
    }

    /** Ends the command and all that it started: it has two seconds, then it is killed. What it prints until then counts. */
    @Override
    public void close() {
        var poll = new Poll(libc);
        long end = poll.now() + GRACE;
        if (child != null) {
            child.signal(Signals.SIGTERM);
            leaving.add(new Leaving(child, end));
        }
        while (!leaving.isEmpty()) {
            poll.clear();
            poll.until(poll.now() + LOOK);
            if (child != null && graceEnd == Long.MAX_VALUE) {
                poll.await(child.output());
            }
            poll.run();
            readRest(poll);
            leaving.removeIf(each -> hasLeft(each, poll.now()));
        }
        if (child != null) {
            child.close();
            child = null;
        }
        startAgain = Long.MAX_VALUE;
    }

    /** The command is not handed on: it is run again. */
    @Override
    public void handOn() {
        close();
        startAgain = Long.MIN_VALUE;
    }

    private void readRest(Poll poll) {
        if (child != null && graceEnd == Long.MAX_VALUE && poll.ready(child.output()) && !takeOutput()) {
            graceEnd = poll.now();
        }
    }
}
