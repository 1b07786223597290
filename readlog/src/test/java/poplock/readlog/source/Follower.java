package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import poplock.common.Entry;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.posix.jvm.JvmLibc;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.Wait;
import poplock.readlog.database.Found;
import poplock.readlog.database.Position;
import poplock.readlog.database.Recorder;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.Shipped;
import poplock.readlog.parser.Site;

/** A source in a loop of its own, turned by whoever waits for something, and what it has found. For tests. */
final class Follower implements Recorder, AutoCloseable {
    /** Milliseconds: whoever waits for something else than the source looks so often. */
    private static final int LOOK = 5;

    final Libc libc = new JvmLibc();
    final List<String> warnings = new ArrayList<>();
    final Warnings warn = new Warnings(System::nanoTime, warnings::add);
    private final List<Entry> logins = new ArrayList<>();
    private final Poll poll = new Poll(libc);
    private List<Position> positions = List.of();
    private long clock;
    private LogSource source;

    @Override
    public void record(Found login, long now) {
        logins.add(new Entry(login.address(), login.time()));
    }

    @Override
    public void reached(List<Position> where) {
        positions = where;
    }

    Intake intake() {
        return new Intake(
                new LoginFinder(Log.SOURCE, Shipped.parsers(""),
                        new Site(Zone.UTC, warn, new Drops(), new JvmWords())),
                this,
                new Counters(), this::now);
    }

    long now() {
        return clock > 0 ? clock : System.currentTimeMillis() / 1000;
    }

    void setClock(long time) {
        clock = time;
    }

    Follower follow(Path file, List<Position> saved) {
        return start(new FileSource(libc, file.toString(), saved, intake(), warn));
    }

    Follower start(LogSource made) {
        source = made;
        return this;
    }

    /** One turn of the loop. */
    void turn() throws IOException {
        poll.clear();
        source.await(poll);
        poll.until(poll.now() + LOOK);
        poll.run();
        source.read(poll);
    }

    /** Lets the source read until something is true. */
    void until(String what, Callable<Boolean> condition) {
        Wait.until(what, () -> {
            turn();
            return condition.call();
        });
    }

    List<String> addresses() {
        return logins.stream().map(entry -> entry.address().toString()).toList();
    }

    /** When an address is said to have logged in. */
    long time(String address) {
        return logins.stream().filter(entry -> entry.address().toString().equals(address))
                .findFirst().orElseThrow().time();
    }

    /** All the times that an address is said to have logged in. */
    List<Long> times(String address) {
        synchronized (logins) {
            return logins.stream().filter(entry -> entry.address().toString().equals(address))
                    .map(entry -> entry.time()).toList();
        }
    }

    List<Position> positions() {
        return positions;
    }

    void awaitAll(String... addresses) {
        until(List.of(addresses) + " among " + addresses(),
                () -> addresses().containsAll(List.of(addresses)));
    }

    /** Ends the source as the daemon does. */
    @Override
    public void close() throws IOException {
        source.close();
    }
}
