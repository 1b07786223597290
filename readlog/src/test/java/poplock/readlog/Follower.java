package poplock.readlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A source at work in a thread, and what it has found. For tests. */
final class Follower implements Intake.Recorder, AutoCloseable {
    private final List<Intake.Found> logins = Collections.synchronizedList(new ArrayList<>());
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    final Warnings warn = new Warnings(warnings::add);
    private volatile List<Position> positions = List.of();
    private volatile long clock;
    private LogSource source;
    private Thread thread;
    private volatile Throwable failure;

    @Override
    public void record(List<Intake.Found> found, List<Position> where) {
        logins.addAll(found);
        positions = where == null ? positions : where;
    }

    Intake intake() {
        return new Intake(new LoginFinder(Log.SOURCE, Shipped.parsers(""), warn), this, new Counters(),
                this::now);
    }

    long now() {
        return clock > 0 ? clock : System.currentTimeMillis() / 1000;
    }

    void setClock(long time) {
        clock = time;
    }

    Follower follow(Path file, List<Position> saved) {
        return start(new FileSource(file, saved, intake(), warn));
    }

    Follower start(LogSource made) {
        source = made;
        thread = Thread.ofPlatform().start(() -> {
            try {
                made.run();
            } catch (InterruptedException | java.nio.channels.ClosedByInterruptException e) {
                // Stopped.
            } catch (IOException | RuntimeException e) {
                failure = e;
            }
        });
        return this;
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    List<String> addresses() {
        synchronized (logins) {
            return logins.stream().map(found -> found.entry().address().toString()).toList();
        }
    }

    /** When an address is said to have logged in. */
    long time(String address) {
        synchronized (logins) {
            return logins.stream().filter(found -> found.entry().address().toString().equals(address))
                    .findFirst().orElseThrow().entry().time();
        }
    }

    /** All the times that an address is said to have logged in. */
    List<Long> times(String address) {
        synchronized (logins) {
            return logins.stream().filter(found -> found.entry().address().toString().equals(address))
                    .map(found -> found.entry().time()).toList();
        }
    }

    List<Position> positions() {
        return positions;
    }

    void awaitAll(String... addresses) {
        Wait.until(List.of(addresses) + " among " + addresses(),
                () -> addresses().containsAll(List.of(addresses)));
    }

    /** Stops the source as the daemon does. */
    @Override
    public void close() throws IOException {
        source.stop();
        thread.interrupt();
        Wait.until("the end of the source", () -> !thread.isAlive());
        source.drain();
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }
}
