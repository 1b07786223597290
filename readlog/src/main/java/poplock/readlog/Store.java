package poplock.readlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import poplock.common.Config;
import poplock.common.Network;

/**
 * The table and its files: what the sources record, until it is on the disk. Sources record from their threads; one
 * thread saves.
 */
final class Store implements Intake.Recorder, Closeable {
    private static final long STATE_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final DatabaseFile database;
    private final StateFile state;
    private final Counters counters;
    private final Warnings warnings;
    private final Runnable changed;
    private final LoginTable table = new LoginTable();
    /** How far each path has been read: never ahead of the logins in the table. */
    private final Map<String, List<Position>> positions = new HashMap<>();
    private Map<String, List<Position>> savedPositions = Map.of();
    private volatile Config config;
    /** Whether the table has what the file on the disk has not. */
    private boolean unsaved;
    /** While the lines are on their way to the disk they must not be folded twice, which would change them. */
    private boolean writing;
    private long stateTime = System.nanoTime() - STATE_EVERY;

    /**
     * Opens the files and takes up what they hold.
     *
     * @param changed is run, in a source's thread, when there is something to save
     */
    Store(Config config, Path dbfile, Counters counters, Warnings warnings, Runnable changed) {
        this.config = config;
        this.counters = counters;
        this.warnings = warnings;
        this.changed = changed;
        database = new DatabaseFile(dbfile);
        state = new StateFile(dbfile.resolveSibling(dbfile.getFileName() + ".state"));
        load();
    }

    private void load() {
        var bad = new ArrayList<Integer>();
        try {
            byte[] content = database.read();
            byte[] original = content.clone();
            table.load(content, bad::add);
            if (!bad.isEmpty()) {
                database.keepGarbled(original);
                warnings.say(database.path() + ":" + bad.getFirst() + ": not an entry" + (bad.size() == 1
                        ? ""
                        : ", and " + (bad.size() - 1) + " more lines") + "; left out, kept in "
                        + database.garbledPath());
                unsaved = true;
            }
        } catch (IOException e) {
            warnings.say(
                    "unable to read " + database.path() + ": " + Why.of(e) + "; starting with no entries");
            unsaved = true;
        }
        try {
            for (Position position : state.read()) {
                positions.computeIfAbsent(position.path(), path -> new ArrayList<>()).add(position);
            }
        } catch (IOException e) {
            warnings.say("unable to read the state: " + Why.of(e) + "; starting at the end of each log file");
        }
    }

    synchronized List<Position> positions(Path path) {
        return List.copyOf(positions.getOrDefault(path.toString(), List.of()));
    }

    synchronized int size() {
        return table.size();
    }

    void use(Config config) {
        this.config = config;
    }

    @Override
    public void record(List<Intake.Found> logins, List<Position> where) {
        long now = System.currentTimeMillis() / 1000;
        Config rules = config;
        boolean any = false;
        synchronized (this) {
            for (Intake.Found found : logins) {
                any |= record(found, rules, now);
            }
            if (where != null && !where.isEmpty()) {
                positions.put(where.getFirst().path(), where);
            }
        }
        if (any) {
            changed.run();
        }
    }

    private boolean record(Intake.Found found, Config rules, long now) {
        var address = found.entry().address();
        counters.login(found.parser(), now);
        if (Network.covering(rules.ignore(), address).isPresent()
                || Network.covering(rules.deny(), address).isPresent()) {
            counters.ignoredLogin();
            return false;
        }
        if (!rules.expiry().allows(found.entry().time(), now)) {
            return false;
        }
        table.record(address, found.entry().time(), now);
        if (table.isFull() && !writing) {
            fold(now);
        }
        return true;
    }

    private void fold(long now) {
        int dropped = table.fold(config.expiry(), config.maxEntries(), now);
        unsaved = true;
        if (dropped > 0) {
            counters.noRoom(dropped);
            warnings.say("max_entries", "more than max_entries = " + config.maxEntries()
                    + " addresses; the oldest logins are dropped");
        }
    }

    /** Whether something else than this program has changed the database file. */
    void lookAtDisk() {
        if (!database.isAsWritten()) {
            synchronized (this) {
                unsaved = true;
            }
        }
    }

    /**
     * Brings the disk up to date: the database first, then the positions that belong to it.
     *
     * @param whole whether positions are to be saved even if they were a moment ago
     * @return whether all is on the disk
     */
    boolean save(boolean whole) {
        byte[] lines;
        int length;
        boolean write;
        Map<String, List<Position>> reached;
        synchronized (this) {
            long now = System.currentTimeMillis() / 1000;
            if (table.isStale(config.expiry(), now)) {
                fold(now);
            }
            write = unsaved;
            lines = table.lines();
            length = table.length();
            reached = Map.copyOf(positions);
            unsaved = false;
            writing = write;
        }
        return (!write || writeDatabase(lines, length)) && saveState(reached, whole);
    }

    private boolean writeDatabase(byte[] lines, int length) {
        try {
            database.write(lines, length);
            counters.wrote(true);
            return true;
        } catch (IOException e) {
            counters.wrote(false);
            warnings.say("database", "unable to write " + database.path() + ": " + Why.of(e)
                    + "; the logins are kept in memory, trying on");
            synchronized (this) {
                unsaved = true;
            }
            return false;
        } finally {
            synchronized (this) {
                writing = false;
            }
        }
    }

    private boolean saveState(Map<String, List<Position>> reached, boolean whole) {
        boolean due = whole || System.nanoTime() - stateTime >= STATE_EVERY;
        if (!due || reached.equals(savedPositions)) {
            return true;
        }
        try {
            state.write(reached.values());
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
