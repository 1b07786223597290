package poplock.readlog;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;

/**
 * Follows the sources and keeps the database, until it is told to stop. One thread a source, and this one, which saves:
 * at once when a login comes in, but for no more than a tenth of the time.
 */
final class Daemon implements Closeable {
    /** What the configuration says, as far as a running daemon can take up another. */
    record Settings(Config config, LoginParsers parsers) {}

    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Settings> reload;
    private final List<Source> fixedSources;
    private final Warnings warnings;
    private final LongSupplier clock;
    private final Counters counters = new Counters();
    private final Budget budget = new Budget(System::nanoTime);
    private final Store store;
    private final StatusFile status;
    private final Sources sources;
    private Settings settings;
    private boolean stopping;
    private boolean reloading;
    private boolean changed = true;

    /**
     * Opens the database and the sources.
     *
     * @param reload reads the configuration anew; throws a Complaint if it is bad
     * @param fixedSources the sources given on the command line; if none, the configuration's
     * @param clock the present, in seconds since the epoch
     * @throws Complaint if the database is another readlog's, or a source cannot be opened
     */
    Daemon(Supplier<Settings> reload, List<Source> fixedSources, Path dbfile, Warnings warnings,
            LongSupplier clock) {
        this.reload = reload;
        this.fixedSources = fixedSources;
        this.warnings = warnings;
        this.clock = clock;
        settings = reload.get();
        store = new Store(settings.config(), dbfile, counters, warnings, this::change, clock);
        status = new StatusFile(dbfile, counters, store, clock);
        sources = new Sources(store, counters, warnings, clock,
                new FileInputStream(FileDescriptor.in), this::change);
        sources.spoolTo(spool());
        sources.follow(wanted(), settings.parsers());
    }

    String description() {
        return "following " + sources.description();
    }

    /** Has the configuration read again; may be called by any thread. */
    synchronized void reload() {
        reloading = true;
        notifyAll();
    }

    /** Makes {@link #run} save and return; may be called by any thread. */
    synchronized void stop() {
        stopping = true;
        notifyAll();
    }

    private synchronized void change() {
        // A wake-up costs more than reading a hundred lines, and one is enough.
        if (!changed) {
            changed = true;
            notifyAll();
        }
    }

    /**
     * Runs until it is stopped or all sources have ended.
     *
     * @return the exit status
     */
    int run() throws InterruptedException {
        long check = System.nanoTime();
        while (awaitWork(check)) {
            if (takeReloading()) {
                takeUpConfiguration();
            }
            if (System.nanoTime() - check >= 0) {
                check = System.nanoTime() + EVERY;
                check();
            }
            save();
        }
        return end();
    }

    /** Waits until there is something to do. False: the end. */
    private synchronized boolean awaitWork(long check) throws InterruptedException {
        while (!isOver() && !changed && !reloading) {
            long left = check - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        changed = false;
        return !isOver();
    }

    private boolean isOver() {
        return stopping || sources.haveEnded();
    }

    private synchronized boolean takeReloading() {
        boolean was = reloading;
        reloading = false;
        return was;
    }

    private void check() {
        sources.check();
        if (!sources.takenUp().isEmpty()) {
            saveSpools();
        }
        store.lookAtDisk();
        status.write(warnings);
    }

    /** Deletes what fifo-safety drained from the FIFO and has been read, as soon as its logins are on the disk. */
    private boolean saveSpools() {
        List<Spool> taken = sources.takenUp();
        boolean saved = store.save(true);
        for (Spool spool : saved ? taken : List.<Spool>of()) {
            try {
                spool.delete();
            } catch (IOException e) {
                warnings.say("spool",
                        "unable to delete " + spool.path() + ".taken: " + Why.of(e) + "; trying on");
            }
        }
        return saved;
    }

    private Path spool() {
        String spool = settings.config().spool();
        return spool.isEmpty() ? null : Path.of(spool);
    }

    private void save() throws InterruptedException {
        long start = System.nanoTime();
        boolean well = store.save(false);
        long rest = budget.spend(start);
        pause(well ? rest : Math.max(RETRY, rest));
        if (!well) {
            change();
        }
    }

    /** Lets time pass, unless the end comes first. */
    private synchronized void pause(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !isOver(); left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private int end() throws InterruptedException {
        Throwable failure = sources.failure();
        sources.end();
        boolean saved = saveSpools();
        status.write(warnings);
        if (failure instanceof Complaint complaint) {
            throw complaint;
        }
        if (failure != null) {
            throw Complaint.temporary("unable to read on: "
                    + (failure instanceof Exception e ? Why.of(e) : failure.toString()));
        }
        return saved ? Exit.OK : Exit.TEMPORARY;
    }

    private void takeUpConfiguration() throws InterruptedException {
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
        store.use(settings.config());
        sources.spoolTo(spool());
        sources.change(wanted(), settings.parsers());
    }

    private List<Source> wanted() {
        return fixedSources.isEmpty() ? settings.config().sources() : fixedSources;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
