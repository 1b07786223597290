package poplock.readlog.source;

import java.util.ArrayList;
import java.util.List;

import poplock.common.Entry;
import poplock.readlog.database.Found;
import poplock.readlog.database.Position;
import poplock.readlog.database.Recorder;

/** Keeps what is recorded. For tests. */
final class Recorded implements Recorder {
    private final List<Entry> entries = new ArrayList<>();
    private List<Position> positions = List.of();

    @Override
    public void record(Found login, long now) {
        entries.add(new Entry(login.address(), login.time()));
    }

    @Override
    public void reached(List<Position> where) {
        positions = where;
    }

    /** The logins, in their order. */
    List<Entry> entries() {
        return entries;
    }

    List<String> addresses() {
        return entries.stream().map(entry -> entry.address().toString()).toList();
    }

    /** How far the source was read last. */
    List<Position> positions() {
        return positions;
    }
}
