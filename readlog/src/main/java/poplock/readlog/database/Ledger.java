package poplock.readlog.database;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Rule;
import poplock.program.Warnings;
import poplock.readlog.line.Why;
import poplock.readlog.metrics.Counters;

/**
 * The table and its files: what the sources record, until it is on the disk. Sources record, the daemon
 * saves.
 */
public final class Ledger implements Recorder, Closeable {
    private static final long STATE_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final DatabaseFile database;
    private final StateFile state;
    private final Counters counters;
    private final Warnings warnings;
    private final Runnable changed;
    private final LongSupplier clock;
    private final LoginTable table = new LoginTable();
    /** How far each path has been read: never ahead of the logins in the table. */
    private final Map<String, List<Position>> positions = new HashMap<>();
    private Map<String, List<Position>> savedPositions = Map.of();
    private Config config;
    /** Networks whose logins are not recorded. */
    private List<Rule> unrecorded;
    /** Whether the table has what the file on the disk has not. */
    private boolean unsaved;
    private long stateTime = System.nanoTime() - STATE_EVERY;

    /**
     * Opens the files and takes up what they hold.
     *
     * @param changed is run when there is something to save
     * @param clock the present, in seconds since the epoch
     * @throws Complaint if another readlog keeps the database
     */
    public Ledger(Config config, Path dbfile, Counters counters, Warnings warnings, Runnable changed,
            LongSupplier clock) {
        use(config);
        this.counters = counters;
        this.warnings = warnings;
        this.changed = changed;
        this.clock = clock;
        database = new DatabaseFile(dbfile);
        state = new StateFile(dbfile.resolveSibling(dbfile.getFileName() + ".state"));
        loadEntries();
        loadPositions();
    }

    private void loadEntries() {
        var bad = new ArrayList<Integer>();
        try (var in = new BufferedInputStream(database.open(), 1 << 16)) {
            table.load(in, clock.getAsLong(), bad::add);
        } catch (IOException e) {
            warnings.say("unable to read " + database.path() + ": " + Why.of(e)
                    + "; starting with no entries");
            keepGarbled(database::moveGarbled);
            unsaved = true;
        }
        if (database.loss() != null) {
            warnings.say(database.loss());
            forget(DatabaseFile.WORD);
        }
        if (!bad.isEmpty()) {
            warnings.say(database.path() + ":" + bad.getFirst() + ": not an entry"
                    + (bad.size() == 1 ? "" : ", and " + (bad.size() - 1) + " more lines") + "; left out");
            keepGarbled(database::keepGarbled);
            unsaved = true;
        }
    }

    /** A step that may fail. */
    private interface Step {
        void run() throws IOException;
    }

    private void keepGarbled(Step keep) {
        try {
            if (Files.isRegularFile(database.path())) {
                keep.run();
                warnings.say("the file as it was is kept in " + database.garbledPath());
            }
        } catch (IOException e) {
            warnings.say("unable to keep " + database.garbledPath() + ": " + Why.of(e));
        }
    }

    private void loadPositions() {
        var bad = new ArrayList<Integer>();
        try {
            for (Position position : state.read(bad::add)) {
                positions.computeIfAbsent(position.path(), path -> new ArrayList<>()).add(position);
            }
            if (database.lock().saysFilled(StateFile.WORD) && state.isEmpty()) {
                warnings.say(state.path() + (state.exists() ? " is empty" : " is gone")
                        + ", and was not when readlog wrote it last; starting at the end of each log file");
                forget(StateFile.WORD);
            }
        } catch (IOException e) {
            warnings.say("unable to read the state: " + Why.of(e) + "; starting at the end of each log file");
        }
        if (!bad.isEmpty()) {
            // Half a position is as good as none, and is not to be told of again.
            savedPositions = null;
            warnings.say(state.path() + ":" + bad.getFirst() + ": not a position"
                    + (bad.size() == 1 ? "" : ", and " + (bad.size() - 1) + " more lines")
                    + "; left out: a log file of which none is left is read from its end");
        }
    }

    /** What has been told is not told again. */
    private void forget(String file) {
        try {
            database.lock().note(file, false);
        } catch (IOException e) {
            warnings.say("unable to write the lock of " + database.path() + ": " + Why.of(e));
        }
    }

    public List<Position> positions(String path) {
        return List.copyOf(positions.getOrDefault(path, List.of()));
    }

    public int size() {
        return table.size();
    }

    public long expiry() {
        return config.expiry().seconds();
    }

    public final void use(Config config) {
        var rules = new ArrayList<>(config.ignore().list());
        rules.addAll(config.deny().list());
        unrecorded = List.copyOf(rules);
        this.config = config;
    }

    @Override
    public void record(List<Found> logins, List<Position> where) {
        long now = clock.getAsLong();
        Config rules = config;
        boolean any = false;
        for (Found found : logins) {
            counters.login(found.parser(), now);
            any |= record(found, rules, now);
        }
        if (where != null && !where.isEmpty()) {
            positions.put(where.getFirst().path(), where);
        }
        if (any) {
            changed.run();
        }
    }

    private boolean record(Found found, Config rules, long now) {
        var address = found.entry().address();
        if (Rule.covering(unrecorded, address, now).isPresent()) {
            counters.ignoredLogin();
            return false;
        }
        if (!rules.expiry().allows(found.entry().time(), now)) {
            counters.tooOldLogin();
            return false;
        }
        table.record(address, found.entry().time(), now);
        if (table.isFull()) {
            fold(now);
        }
        return true;
    }

    private void fold(long now) {
        var folded = table.fold(config.expiry(), config.maxEntries(), now);
        unsaved |= folded.changed();
        if (folded.noRoom() > 0) {
            counters.noRoom(folded.noRoom());
            warnings.say("max_entries", "more than max_entries = " + config.maxEntries()
                    + " addresses; the oldest logins are dropped");
        }
    }

    /** Whether something else than this program has changed the database file. */
    public void lookAtDisk() {
        boolean touched = !database.isAsWritten();
        boolean stateGone = !state.exists();
        unsaved |= touched;
        savedPositions = stateGone ? Map.of() : savedPositions;
    }

    /**
     * Brings the disk up to date: the database first, then the positions that belong to it.
     *
     * @param whole whether positions are to be saved even if they were a moment ago
     * @return whether all is on the disk
     */
    public boolean save(boolean whole) {
        List<Block> blocks;
        boolean write;
        Map<String, List<Position>> reached;
        long now = clock.getAsLong();
        if (table.isStale(config.expiry(), now)) {
            fold(now);
        }
        write = unsaved;
        blocks = table.blocks();
        reached = Map.copyOf(positions);
        unsaved = false;
        return (!write || writeDatabase(blocks)) && saveState(reached, whole);
    }

    private boolean writeDatabase(List<Block> blocks) {
        try {
            database.write(blocks);
            counters.wrote(true);
            return true;
        } catch (IOException e) {
            counters.wrote(false);
            warnings.say("database", "unable to write " + database.path() + ": " + Why.of(e)
                    + "; the logins are kept in memory, trying on");
            unsaved = true;
            return false;
        }
    }

    private boolean saveState(Map<String, List<Position>> reached, boolean whole) {
        boolean due = whole || System.nanoTime() - stateTime >= STATE_EVERY;
        if (!due || reached.equals(savedPositions)) {
            return true;
        }
        try {
            state.write(reached.values());
            database.lock().note(StateFile.WORD, !reached.isEmpty());
            savedPositions = reached;
            stateTime = System.nanoTime();
            return true;
        } catch (IOException e) {
            warnings.say("state",
                    "unable to write the state of " + database.path() + ": " + Why.of(e) + "; trying on");
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
