package poplock.readlog.database;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.UserLogin;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.FileInput;
import poplock.posix.Libc;
import poplock.program.Warnings;
import poplock.readlog.metrics.Counters;
import poplock.readlog.table.LoginTable;

/**
 * The table and its files: what the sources record, until it is on the disk. Sources record, the daemon
 * saves.
 */
public final class Ledger implements Recorder, Closeable {
    private final DatabaseFile database;
    private final Counters counters;
    private final Warnings warnings;
    private final Runnable changed;
    private final Clock clock;
    private final LoginTable table;
    private final ReadPositions positions;
    private final Recording recording;
    private Config config;
    /** Whether the table has what the file on the disk has not. */
    private boolean unsaved;

    /**
     * Opens the files and takes up what they hold.
     *
     * @param changed is run when there is something to save
     * @throws Complaint if another readlog keeps the database
     */
    public Ledger(Libc libc, Config config, String dbfile, Counters counters, Warnings warnings,
            Runnable changed) {
        this.config = config;
        this.counters = counters;
        this.warnings = warnings;
        this.changed = changed;
        clock = new Clock(libc);
        table = new LoginTable(config.scope());
        database = new DatabaseFile(libc, dbfile);
        loadEntries();
        positions = new ReadPositions(new StateFile(libc, dbfile + ".state"), database.lock(), clock,
                warnings);
        recording = new Recording(new UsersFile(libc, dbfile + ".users", warnings), counters, warnings,
                clock);
        use(config);
    }

    private void loadEntries() {
        var bad = new ArrayList<Integer>();
        try (FileInput in = database.open()) {
            if (in != null) {
                table.load(in, clock.now(), bad::add);
            }
        } catch (IOException e) {
            warnings.say(e.getMessage() + "; starting with no entries");
            keepGarbled(database::moveGarbled);
            unsaved = true;
        }
        if (database.loss() != null) {
            warnings.say(database.loss());
            database.lock().forget(DatabaseFile.WORD, warnings);
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
        void run() throws Failure;
    }

    private void keepGarbled(Step keep) {
        try {
            if (database.isPlain()) {
                keep.run();
                warnings.say("the file as it was is kept in " + database.garbledPath());
            }
        } catch (Failure e) {
            warnings.say(e.getMessage());
        }
    }

    public List<Position> positions(String path) {
        return positions.of(path);
    }

    public int size() {
        return table.size();
    }

    public long expiry() {
        return config.expiry().seconds();
    }

    public final void use(Config config) {
        long now = clock.now();
        if (!this.config.scope().equals(config.scope())) {
            fold(now);
            table.use(config.scope());
            unsaved = true;
            changed.run();
        }
        this.config = config;
        recording.use(config, now);
        Withdrawal withdrawal = recording.takeUp(now);
        if (!withdrawal.isEmpty()) {
            fold(now);
            if (table.withdraw(withdrawal::copy)) {
                unsaved = true;
                changed.run();
            }
        }
    }

    @Override
    public void record(Found login, long now) {
        counters.login(login.parser(), now);
        if (!recording.admits(login, now)) {
            return;
        }
        if (config.verbose() && !config.expiry().allows(table.time(login.high(), login.low()), now)) {
            warnings.tell(config.scope().of(login.address()) + " allowed: " + login.parser()
                    + (login.hasUser() ? ", " + UserLogin.shown(login.user()) : ""));
        }
        recording.note(login, now);
        table.record(login.high(), login.low(), login.time(), now);
        if (table.isFull()) {
            fold(now);
        }
        changed.run();
    }

    @Override
    public void reached(List<Position> where) {
        positions.put(where);
    }

    private void fold(long now) {
        var folded = table.fold(config.expiry(), config.maxEntries(), now);
        unsaved |= folded.changed();
        if (folded.changed()) {
            recording.haveExpired();
        }
        if (folded.noRoom() > 0) {
            counters.noRoom(folded.noRoom());
            warnings.say("max_entries", "more than max_entries = " + config.maxEntries()
                    + " addresses; the oldest logins are dropped");
        }
    }

    /** Whether something else than this program has changed the database file. */
    public void lookAtDisk() {
        unsaved |= !database.isAsWritten();
        positions.lookAtDisk();
    }

    /**
     * Brings the disk up to date: the database first, then the positions that belong to it.
     *
     * @param whole whether positions, and users, are to be saved even if they were a moment ago
     * @return whether all is on the disk
     */
    public boolean save(boolean whole) {
        long now = clock.now();
        if (table.isStale(config.expiry(), now)) {
            fold(now);
        }
        boolean saved = writeDatabase() && positions.save(whole);
        if (whole) {
            recording.save(true, now);
        }
        return saved;
    }

    /**
     * Brings the file of users up to date, unless that was done a moment ago.
     *
     * @return whether it is
     */
    public boolean saveUsers() {
        recording.save(false, clock.now());
        return !recording.isBehind();
    }

    private boolean writeDatabase() {
        if (!unsaved) {
            return true;
        }
        try {
            database.write(table.blocks());
            counters.wrote(true);
            unsaved = false;
            return true;
        } catch (Failure e) {
            counters.wrote(false);
            warnings.say("database", "unable to write " + database.path() + ": " + e.why()
                    + "; the logins are kept in memory, trying on");
            return false;
        }
    }

    /** Keeps the lock when this process becomes readlog anew. */
    public void handOn() {
        database.lock().handOn();
    }

    @Override
    public void close() {
        database.close();
    }
}
