package poplock.readlog.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.program.Warnings;

/** How far each path has been read, in memory and on the disk: never ahead of the logins that are there. */
final class ReadPositions {
    private static final long STATE_EVERY = 1_000_000_000;

    private final StateFile file;
    private final LockFile lock;
    private final Warnings warnings;
    private final Map<String, List<Position>> positions = new HashMap<>();
    private Map<String, List<Position>> saved = Map.of();
    private final Clock clock;
    private long savedTime;

    /** Takes up what the file holds. */
    ReadPositions(StateFile file, LockFile lock, Clock clock, Warnings warnings) {
        this.file = file;
        this.lock = lock;
        this.clock = clock;
        this.warnings = warnings;
        savedTime = clock.nanos() - STATE_EVERY;
        load();
    }

    private void load() {
        var bad = new ArrayList<Integer>();
        try {
            for (Position position : file.read(bad::add)) {
                positions.computeIfAbsent(position.path(), path -> new ArrayList<>()).add(position);
            }
            if (lock.saysFilled(StateFile.WORD) && file.isEmpty()) {
                warnings.say(file.path() + (file.exists() ? " is empty" : " is gone")
                        + ", and was not when readlog wrote it last; starting at the end of each log file");
                lock.forget(StateFile.WORD, warnings);
            }
        } catch (Failure e) {
            warnings.say(e.getMessage() + "; starting at the end of each log file");
        }
        if (!bad.isEmpty()) {
            // Half a position is as good as none, and is not to be told of again.
            saved = null;
            warnings.say(file.path() + ":" + bad.getFirst() + ": not a position"
                    + (bad.size() == 1 ? "" : ", and " + (bad.size() - 1) + " more lines")
                    + "; left out: a log file of which none is left is read from its end");
        }
    }

    List<Position> of(String path) {
        return List.copyOf(positions.getOrDefault(path, List.of()));
    }

    /** @param where of one path; none says nothing */
    void put(List<Position> where) {
        if (!where.isEmpty()) {
            positions.put(where.getFirst().path(), where);
        }
    }

    /** Writes the file anew at the next chance, if somebody has taken it away. */
    void lookAtDisk() {
        saved = file.exists() ? saved : Map.of();
    }

    /**
     * Writes them, once the logins of before are on the disk.
     *
     * @param whole whether to do so even if they were saved a moment ago
     * @return whether that went well, or was not due
     */
    boolean save(boolean whole) {
        boolean due = whole || clock.nanos() - savedTime >= STATE_EVERY;
        if (!due || positions.equals(saved)) {
            return true;
        }
        try {
            file.write(positions.values());
            lock.note(StateFile.WORD, !positions.isEmpty());
            saved = Map.copyOf(positions);
            savedTime = clock.nanos();
            return true;
        } catch (Failure e) {
            warnings.say("state", e.getMessage() + "; trying on");
            return false;
        }
    }
}
