package poplock.readlog.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import poplock.common.Complaint;
import poplock.common.Source;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.program.Warnings;
import poplock.readlog.database.Ledger;
import poplock.readlog.database.Position;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.Site;

/** The sources at work: the daemon's loop waits for all of them together and lets one after the other read. */
public final class Sources {
    private record Running(LogSource source, LoginFinder finder) {}

    private final Libc libc;
    private final Clock clock;
    private final Ledger ledger;
    private final Counters counters;
    private final Site site;
    private final Warnings warnings;
    private final Map<Source, Running> running = new LinkedHashMap<>();
    private Throwable failure;
    private String spool;

    public Sources(Libc libc, Ledger ledger, Counters counters, Warnings warnings) {
        this.libc = libc;
        clock = new Clock(libc);
        site = new Site(Zone.ofHost(libc), warnings, new Drops(), libc.words());
        this.ledger = ledger;
        this.counters = counters;
        this.warnings = warnings;
    }

    /**
     * Opens the sources that are not at work yet.
     *
     * @throws Complaint if one cannot be opened; none of them is followed then
     */
    public void follow(List<Source> wanted, LoginParsers parsers) {
        add(wanted, parsers);
        giveSpool(wanted);
    }

    private void add(List<Source> wanted, LoginParsers parsers) {
        var opened = new LinkedHashMap<Source, Running>();
        for (Source source : wanted) {
            if (!running.containsKey(source) && !opened.containsKey(source)) {
                opened.put(source, open(source, parsers));
            }
        }
        running.putAll(opened);
    }

    /** Says what ends the wait for any of them. */
    public void await(Poll poll) {
        running.values().forEach(each -> each.source().await(poll));
    }

    /** Lets each read a little of what has come. */
    public void read(Poll poll) {
        for (Running each : running.values()) {
            try {
                each.source().read(poll);
            } catch (Failure | RuntimeException | Error e) {
                failure = failure == null ? e : failure;
            }
        }
    }

    /** Where fifo-safety puts what it drains from the first FIFO; null: nowhere. Counts for the sources followed next. */
    public void spoolTo(String file) {
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
    public List<Spool> takenUp() {
        return running.values().stream().flatMap(each -> each.source().takenUp().stream()).toList();
    }

    /** Goes on with other parsers and other sources. One that cannot be opened is left out, with a warning. */
    public void change(List<Source> wanted, LoginParsers parsers) {
        running.values().forEach(each -> each.finder().use(parsers));
        for (Source old : List.copyOf(running.keySet())) {
            if (!wanted.contains(old)) {
                close(running.remove(old));
                counters.late(old.toString(), 0);
            }
        }
        for (Source source : wanted) {
            try {
                add(List.of(source), parsers);
            } catch (Complaint e) {
                warnings.say(e.getMessage() + "; going on without it");
            }
        }
        giveSpool(wanted);
    }

    public String description() {
        return String.join(", ", running.keySet().stream().map(Source::toString).toList());
    }

    /** Whether one has failed, or all have come to their end. */
    public boolean haveEnded() {
        return failure != null || running.values().stream().allMatch(each -> each.source().hasEnded());
    }

    /** What ended a source that should not have ended; null if nothing did. */
    public Throwable failure() {
        return failure;
    }

    public void check() {
        for (Running each : running.values()) {
            try {
                each.source().check();
            } catch (Failure e) {
                warnings.say("source", e.getMessage());
            }
        }
    }

    /** This process is about to become readlog anew. */
    public void handOn() {
        running.values().forEach(each -> each.source().handOn());
    }

    /** Takes what would be lost, and lets go of all. */
    public void close() {
        running.values().forEach(this::close);
    }

    private void close(Running ending) {
        try {
            ending.source().close();
        } catch (Failure e) {
            warnings.say(e.getMessage() + "; it was not read to its end");
        }
    }

    private Running open(Source source, LoginParsers parsers) {
        var finder = new LoginFinder(source, parsers, site);
        var intake = new Intake(finder, ledger, counters, clock::now);
        LogSource made = switch (source.kind()) {
            case FIFO ->
                new FifoSource(libc, source.place(), readUntil("fifo:" + source.place()), intake, warnings);
            case FILE ->
                new FileSource(libc, source.place(), ledger.positions(source.place()), intake, warnings);
            case COMMAND -> new CommandSource(libc, source.place(),
                    new Since(source.place(), ledger.positions("command:" + source.place()), intake,
                            ledger::expiry),
                    intake, warnings::say);
            case STDIN -> new StreamSource(libc, intake);
        };
        return new Running(made, finder);
    }

    /** The last moment at which a source is known to have been read, in seconds since the epoch; 0 for none. */
    private long readUntil(String path) {
        return ledger.positions(path).stream().mapToLong(Position::time).max().orElse(0);
    }
}
