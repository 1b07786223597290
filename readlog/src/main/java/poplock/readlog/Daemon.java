package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;

/**
 * Follows the sources and keeps the database, until it is told to stop. One thread a source, and this one, which saves:
 * at once when a login comes in, but never for more than a tenth of the time.
 */
final class Daemon implements Closeable {
    /** What the configuration says, as far as a running daemon can take up another. */
    record Settings(Config config, LoginParsers parsers) {}

    /** A source at work. */
    private record Running(LogSource source, LoginFinder finder, Thread thread) {}

    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final int TIMES_IDLE = 9;
    private static final long STOP_WAIT = 5_000;

    private final Supplier<Settings> reload;
    private final List<Source> fixedSources;
    private final Warnings warnings;
    private final Counters counters = new Counters();
    private final Store store;
    private final StatusFile status;
    private final Map<Source, Running> running = new LinkedHashMap<>();
    private Settings settings;
    private boolean stopping;
    private boolean reloading;
    private boolean changed = true;
    private Exception failure;

    /**
     * Opens the database and the sources.
     *
     * @param reload reads the configuration anew; throws a Complaint if it is bad
     * @param fixedSources the sources given on the command line; if none, the configuration's
     * @throws Complaint if the database is another readlog's, or a source cannot be opened
     */
    Daemon(Supplier<Settings> reload, List<Source> fixedSources, Path dbfile, Warnings warnings) {
        this.reload = reload;
        this.fixedSources = fixedSources;
        this.warnings = warnings;
        settings = reload.get();
        store = new Store(settings.config(), dbfile, counters, warnings, this::change);
        status = new StatusFile(dbfile, counters, store);
        takeUpSpool();
        follow();
    }

    String description() {
        return "following " + String.join(", ", running.keySet().stream().map(Source::toString).toList());
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
        changed = true;
        notifyAll();
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
        return stopping || failure != null
                || running.values().stream().noneMatch(each -> each.thread().isAlive());
    }

    private synchronized boolean takeReloading() {
        boolean was = reloading;
        reloading = false;
        return was;
    }

    private void check() {
        for (Running each : running.values()) {
            try {
                each.source().check();
            } catch (IOException e) {
                warnings.say("source", "unable to look at a source: " + Why.of(e));
            }
        }
        takeUpSpool();
        store.lookAtDisk();
        status.write(warnings);
    }

    /** What fifo-safety drained from the FIFO; it came before whatever the FIFO holds now. */
    private void takeUpSpool() {
        Config config = settings.config();
        var fifo = wanted().stream().filter(source -> source.kind() == Source.Kind.FIFO).findFirst();
        if (config.spool().isEmpty() || fifo.isEmpty()) {
            return;
        }
        var intake = new Intake(new LoginFinder(fifo.get().tag(), settings.parsers()), store, counters);
        var spool = new Spool(Path.of(config.spool()), intake);
        try {
            if (spool.takeUp() && store.save(true)) {
                spool.delete();
            }
        } catch (IOException e) {
            warnings.say("spool", "unable to take up " + config.spool() + ": " + Why.of(e) + "; trying on");
        }
    }

    private void save() throws InterruptedException {
        long start = System.nanoTime();
        boolean well = store.save(false);
        long took = System.nanoTime() - start;
        pause(well ? took * TIMES_IDLE : Math.max(RETRY, took * TIMES_IDLE));
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
        for (Running each : List.copyOf(running.values())) {
            end(each);
        }
        boolean saved = store.save(true);
        status.write(warnings);
        if (failure instanceof Complaint complaint) {
            throw complaint;
        }
        if (failure != null) {
            throw Complaint.temporary("unable to read on: " + Why.of(failure));
        }
        return saved ? Exit.OK : Exit.TEMPORARY;
    }

    private void end(Running ended) throws InterruptedException {
        ended.source().stop();
        ended.thread().interrupt();
        ended.thread().join(STOP_WAIT);
        try {
            if (!ended.thread().isAlive()) {
                ended.source().drain();
            }
        } catch (IOException e) {
            warnings.say("unable to read to the end: " + Why.of(e));
        }
    }

    private void takeUpConfiguration() throws InterruptedException {
        try {
            settings = reload.get();
        } catch (Complaint e) {
            warnings.say(e.getMessage() + "; going on with the configuration as it was");
            return;
        }
        store.use(settings.config());
        running.values().forEach(each -> each.finder().use(settings.parsers()));
        for (Source old : List.copyOf(running.keySet())) {
            if (!wanted().contains(old)) {
                end(running.remove(old));
            }
        }
        try {
            follow();
        } catch (Complaint e) {
            warnings.say(e.getMessage() + "; going on without it");
        }
    }

    private List<Source> wanted() {
        return fixedSources.isEmpty() ? settings.config().sources() : fixedSources;
    }

    /** Starts every source that is wanted and not at work yet. All are opened before the first one reads. */
    private void follow() {
        var opened = new ArrayList<Running>();
        for (Source source : wanted()) {
            if (!running.containsKey(source)) {
                Running each = open(source);
                running.put(source, each);
                opened.add(each);
            }
        }
        opened.forEach(each -> each.thread().start());
    }

    private Running open(Source source) {
        var finder = new LoginFinder(source.tag(), settings.parsers());
        var intake = new Intake(finder, store, counters);
        Path path = Path.of(source.place());
        LogSource made = switch (source.kind()) {
            case FIFO -> new FifoSource(path, intake);
            case FILE -> FileSource.open(path, store.positions(path), intake, warnings::say);
            case COMMAND -> new CommandSource(source.place(), intake, warnings::say);
            case STDIN -> new StreamSource(System.in, intake);
        };
        var thread = Thread.ofPlatform().daemon().name(source.toString()).unstarted(() -> read(made));
        return new Running(made, finder, thread);
    }

    private void read(LogSource source) {
        try {
            source.run();
        } catch (InterruptedException | ClosedByInterruptException e) {
            // Stopped.
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
        change();
    }

    private synchronized void fail(Exception e) {
        if (!stopping && failure == null) {
            failure = e;
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
