package poplock.readlog;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import poplock.common.Complaint;
import poplock.common.Source;

/** The sources at work, each in a thread of its own. Only the daemon's thread calls this. */
final class Sources {
    private static final long STOP_WAIT = 5_000;

    private record Running(LogSource source, LoginFinder finder, Thread thread) {}

    private final Store store;
    private final Counters counters;
    private final Warnings warnings;
    private final LongSupplier clock;
    private final FileInputStream standardInput;
    private final Runnable ended;
    private final Map<Source, Running> running = new LinkedHashMap<>();
    /** Those that have come to their end. Their threads may be alive for a moment yet: they have to say so themselves. */
    private final Set<LogSource> over = ConcurrentHashMap.newKeySet();
    private volatile Throwable failure;
    private Path spool;

    /**
     * @param standardInput what the source {@code stdin} reads
     * @param ended is run, in a source's thread, when that source has ended
     */
    Sources(Store store, Counters counters, Warnings warnings, LongSupplier clock,
            FileInputStream standardInput, Runnable ended) {
        this.store = store;
        this.counters = counters;
        this.warnings = warnings;
        this.clock = clock;
        this.standardInput = standardInput;
        this.ended = ended;
    }

    /**
     * Starts the sources that are not at work yet. All are opened before the first one reads.
     *
     * @throws Complaint if one cannot be opened; none is started then
     */
    void follow(List<Source> wanted, LoginParsers parsers) {
        start(wanted, add(wanted, parsers));
    }

    private List<Running> add(List<Source> wanted, LoginParsers parsers) {
        var opened = new LinkedHashMap<Source, Running>();
        for (Source source : wanted) {
            if (!running.containsKey(source) && !opened.containsKey(source)) {
                opened.put(source, open(source, parsers));
            }
        }
        running.putAll(opened);
        return List.copyOf(opened.values());
    }

    private void start(List<Source> wanted, List<Running> opened) {
        giveSpool(wanted);
        opened.forEach(each -> each.thread().start());
    }

    /** Where fifo-safety puts what it drains from the first FIFO; null: nowhere. Counts for the sources followed next. */
    void spoolTo(Path file) {
        spool = file;
    }

    private void giveSpool(List<Source> wanted) {
        boolean isFirst = true;
        for (Source source : wanted) {
            if (running.containsKey(source) && running.get(source).source() instanceof FifoSource fifo) {
                fifo.spoolTo(isFirst ? spool : null);
                isFirst = false;
            }
        }
    }

    /** What has been read beside the sources: each is to be deleted when its logins are on the disk. */
    List<Spool> takenUp() {
        return running.values().stream().flatMap(each -> each.source().takenUp().stream()).toList();
    }

    /** Goes on with other parsers and other sources. One that cannot be opened is left out, with a warning. */
    void change(List<Source> wanted, LoginParsers parsers) throws InterruptedException {
        running.values().forEach(each -> each.finder().use(parsers));
        for (Source old : List.copyOf(running.keySet())) {
            if (!wanted.contains(old)) {
                end(running.remove(old));
                counters.late(old.toString(), 0);
            }
        }
        var opened = new ArrayList<Running>();
        for (Source source : wanted) {
            try {
                opened.addAll(add(List.of(source), parsers));
            } catch (Complaint e) {
                warnings.say(e.getMessage() + "; going on without it");
            }
        }
        start(wanted, opened);
    }

    String description() {
        return String.join(", ", running.keySet().stream().map(Source::toString).toList());
    }

    /** Whether one has failed, or all have come to their end. */
    boolean haveEnded() {
        return failure != null || running.values().stream().allMatch(each -> over.contains(each.source()));
    }

    /** What ended a source that should not have ended; null if nothing did. */
    Throwable failure() {
        return failure;
    }

    void check() {
        for (Running each : running.values()) {
            try {
                each.source().check();
            } catch (IOException e) {
                warnings.say("source", "unable to look at a source: " + Why.of(e));
            }
        }
    }

    /** Stops all, and takes what they have not read yet. */
    void end() throws InterruptedException {
        for (Running each : new ArrayList<>(running.values())) {
            end(each);
        }
    }

    private void end(Running ending) throws InterruptedException {
        ending.source().stop();
        ending.thread().interrupt();
        ending.thread().join(STOP_WAIT);
        over.remove(ending.source());
        try {
            if (!ending.thread().isAlive()) {
                ending.source().drain();
            }
        } catch (IOException e) {
            warnings.say("unable to read to the end: " + Why.of(e));
        }
    }

    private Running open(Source source, LoginParsers parsers) {
        var finder = new LoginFinder(source, parsers, warnings);
        var intake = new Intake(finder, store, counters, clock);
        LogSource made = switch (source.kind()) {
            case FIFO -> new FifoSource(path(source), readUntil("fifo:" + source.place()), intake, warnings);
            case FILE ->
                new FileSource(path(source), store.positions(path(source).toString()), intake, warnings);
            case COMMAND -> new CommandSource(source.place(),
                    new Since(source.place(), store.positions("command:" + source.place()), intake,
                            store::expiry),
                    intake, warnings::say);
            case STDIN -> new StreamSource(standardInput, intake);
        };
        var thread = Thread.ofPlatform().daemon().name(source.toString()).unstarted(() -> read(made));
        return new Running(made, finder, thread);
    }

    /** The last moment at which a source is known to have been read, in seconds since the epoch; 0 for none. */
    private long readUntil(String path) {
        return store.positions(path).stream().mapToLong(Position::time).max().orElse(0);
    }

    private static Path path(Source source) {
        try {
            return Path.of(source.place());
        } catch (InvalidPathException e) {
            throw Complaint.usage(source + ": " + e.getReason());
        }
    }

    private void read(LogSource source) {
        try {
            source.run();
        } catch (InterruptedException | ClosedByInterruptException e) {
            // Stopped.
        } catch (IOException | RuntimeException | Error e) {
            failure = failure == null ? e : failure;
        }
        over.add(source);
        ended.run();
    }
}
