package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.HandedOn;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.posix.Signals;
import poplock.program.Warnings;
import poplock.readlog.database.Ledger;
import poplock.readlog.metrics.Counters;
import poplock.readlog.metrics.StatusFile;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.source.Sources;
import poplock.readlog.source.Spool;

/**
 * Follows the sources and keeps the database, until it is told to stop. One loop: it asks what there is to wait for, waits,
 * takes signals, lets each source read a little, and saves. It saves at once when a login comes in, but for no more than a tenth
 * of the time.
 */
final class Daemon implements Closeable {
    /** What the configuration says, as far as a running daemon can take up another. */
    record Settings(Config config, LoginParsers parsers) {}

    /** Milliseconds between two looks at what nothing tells of, and two status files. */
    private static final long EVERY = 10_000;
    /** Milliseconds after which what could not be saved is tried again. */
    private static final long RETRY = 1_000;
    private static final long NANOS = 1_000_000;

    private final Supplier<Settings> reload;
    private final List<Source> fixedSources;
    private final Warnings warnings;
    private final Counters counters = new Counters();
    private final Budget budget;
    private final Ledger ledger;
    private final StatusFile status;
    private final Sources sources;
    private final Signals signals;
    private final Renewal renewal;
    private final Poll poll;
    private final Clock clock;
    private Settings settings;
    private boolean stopping;
    private boolean unsaved = true;
    /** Not before this time, in the poll's milliseconds. */
    private long saveNext = Long.MIN_VALUE;
    private long checkNext = Long.MIN_VALUE;
    private boolean usersWait;
    private long usersNext = Long.MIN_VALUE;

    /**
     * Opens the database and the sources, and takes the signals.
     *
     * @param reload reads the configuration anew; throws a Complaint if it is bad
     * @param fixedSources the sources given on the command line; if none, the configuration's
     * @throws Complaint if the database is another readlog's, or a source cannot be opened
     */
    Daemon(Libc libc, Supplier<Settings> reload, List<Source> fixedSources, String dbfile,
            Warnings warnings) {
        this.reload = reload;
        this.fixedSources = fixedSources;
        this.warnings = warnings;
        clock = new Clock(libc);
        poll = new Poll(libc);
        budget = new Budget(clock::nanos);
        settings = reload.get();
        ledger = new Ledger(libc, settings.config(), dbfile, counters, warnings, () -> unsaved = true);
        status = new StatusFile(libc, dbfile, counters, ledger::size);
        sources = new Sources(libc, ledger, counters, warnings);
        sources.spoolTo(spool());
        sources.follow(wanted(), settings.parsers());
        HandedOn.end(libc);
        renewal = new Renewal(libc);
        // SIGCHLD does nothing but end the wait.
        signals = new Signals(libc, Signals.SIGTERM, Signals.SIGINT, Signals.SIGHUP, Signals.SIGCHLD);
    }

    String description() {
        return "following " + sources.description();
    }

    /**
     * Runs until it is stopped or all sources have ended.
     *
     * @return the exit status
     */
    int run() {
        while (!stopping && !sources.haveEnded()) {
            turn();
        }
        return end();
    }

    /** Waits until there is something to do, and does it. */
    void turn() {
        poll.clear();
        poll.await(signals.descriptor());
        sources.await(poll);
        poll.until(checkNext);
        if (unsaved) {
            poll.until(saveNext);
        }
        if (usersWait) {
            poll.until(usersNext);
        }
        poll.run();
        takeSignals();
        sources.read(poll);
        boolean isDue = poll.now() >= checkNext;
        if (isDue) {
            checkNext = poll.now() + EVERY;
            check();
        }
        if ((unsaved || isDue) && poll.now() >= saveNext) {
            save();
        }
        if (usersWait && poll.now() >= usersNext) {
            saveUsers();
        }
        if (renewal.isDue() && !stopping) {
            renew();
        }
    }

    /** When all is saved: else at one of the next turns. */
    private void renew() {
        if (ledger.save(true) && ledger.saveUsers() && sources.takenUp().isEmpty()) {
            sources.handOn();
            // Commands may have printed some more.
            if (ledger.save(true)) {
                ledger.handOn();
                status.write(warnings);
                renewal.become();
            }
        }
    }

    private void takeSignals() {
        for (int number; (number = signals.next()) != 0;) {
            switch (number) {
                case Signals.SIGTERM, Signals.SIGINT -> stopping = true;
                case Signals.SIGHUP -> {
                    takeUpConfiguration();
                    warnings.tell(description());
                }
                default -> {
                }
            }
        }
    }

    private void check() {
        sources.check();
        if (!sources.takenUp().isEmpty()) {
            saveSpools();
        }
        ledger.lookAtDisk();
        status.write(warnings);
    }

    /** Deletes what fifo-safety drained from the FIFO and has been read, as soon as its logins are on the disk. */
    private boolean saveSpools() {
        List<Spool> taken = sources.takenUp();
        boolean saved = ledger.save(true);
        for (Spool spool : saved ? taken : List.<Spool>of()) {
            try {
                spool.delete();
            } catch (Failure e) {
                warnings.say("spool", e.getMessage() + "; trying on");
            }
        }
        return saved;
    }

    private String spool() {
        String spool = settings.config().spool();
        return spool.isEmpty() ? null : spool;
    }

    private void save() {
        long start = clock.nanos();
        unsaved = false;
        boolean well = ledger.save(false);
        unsaved |= !well;
        long rest = budget.spend(start) / NANOS;
        saveNext = clock.nanos() / NANOS + (well ? rest : Math.max(RETRY, rest));
        // Not in this turn: a FIFO holds half a second of a busy host's lines, and is to be read first.
        usersWait = true;
        usersNext = Math.max(usersNext, clock.nanos() / NANOS);
    }

    /** Apart from what decides who may relay, which must not wait for it. */
    private void saveUsers() {
        usersWait = !ledger.saveUsers();
        usersNext = clock.nanos() / NANOS + RETRY;
    }

    private int end() {
        Throwable failure = sources.failure();
        sources.close();
        boolean saved = saveSpools();
        status.write(warnings);
        if (failure instanceof Complaint complaint) {
            throw complaint;
        }
        if (failure != null) {
            throw Complaint.temporary(
                    failure instanceof Failure ? failure.getMessage() : "unable to read on: " + failure);
        }
        return saved ? Exit.OK : Exit.TEMPORARY;
    }

    private void takeUpConfiguration() {
        String dbfile = settings.config().dbfile();
        try {
            settings = reload.get();
        } catch (Complaint e) {
            warnings.say(e.getMessage() + "; going on with the configuration as it was");
            return;
        }
        if (!settings.config().dbfile().equals(dbfile)) {
            warnings.say("the configuration has another dbfile now; it counts from readlog's next start");
        }
        ledger.use(settings.config());
        sources.spoolTo(spool());
        sources.change(wanted(), settings.parsers());
    }

    private List<Source> wanted() {
        return fixedSources.isEmpty() ? settings.config().sources() : fixedSources;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
