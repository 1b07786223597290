package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.readlog.Wait;
import poplock.readlog.database.Fingerprint;
import poplock.readlog.database.Position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandSourceTest {
    @TempDir
    Path folder;

    private final Follower follower = new Follower();

    @Test
    void startsTheCommandAgainAndWaitsLongerEachTime() throws IOException {
        Path log = folder.resolve("log");
        Log.append(log, Log.login("192.0.2.1"));
        String command = "cat " + log + "; exit 3";
        try (var running = follow(command)) {
            running.until("two ends", () -> running.warnings.size() >= 2);
            assertEquals(List.of(
                    "command '" + command + "' ended with status 3; starting it again in 1s",
                    "command '" + command + "' ended with status 3; starting it again in 2s"),
                    running.warnings.subList(0, 2));
            assertTrue(running.addresses().size() >= 2);
        }
    }

    @Test
    void halfALineDoesNotJoinTheNextRunsFirst() throws IOException {
        Path log = folder.resolve("log");
        String login = Log.login("192.0.2.1");
        Log.append(log, login.substring(30), Log.login("192.0.2.2"), login.substring(0, 30));
        try (var running = follow("cat " + log)) {
            running.until("two ends", () -> running.warnings.size() >= 2);
            assertTrue(running.addresses().stream().allMatch("192.0.2.2"::equals),
                    running.addresses().toString());
        }
    }

    @Test
    void writesMonthNamesInEnglish() throws IOException {
        Path locale = folder.resolve("locale");
        var running = follow("echo $LC_ALL >" + locale);
        running.until("a run", () -> Files.exists(locale) && Files.readString(locale).equals("C\n"));
        running.close();
    }

    @Test
    void endsTheWholeGroupWhenItIsStopped() throws IOException {
        Path pids = folder.resolve("pids");
        var running = follow(
                "echo $$ >" + pids + "; sleep 1000 & echo $! >>" + pids + "; (sleep 1001 & echo $! >>"
                        + pids + "; wait) | cat");
        running.until("three processes",
                () -> Files.exists(pids) && Files.readString(pids).lines().count() == 3);
        running.close();
        awaitEnd(pids);
    }

    @Test
    void killsWhoDoesNotListen() throws IOException {
        Path pids = folder.resolve("pids");
        var running = follow(
                "trap '' TERM; sleep 1000 & echo $$ $! | tr ' ' '\\n' >" + pids + "; wait; wait; sleep 1000");
        running.until("two processes",
                () -> Files.exists(pids) && Files.readString(pids).lines().count() == 2);
        running.close();
        awaitEnd(pids);
    }

    /** As journalctl does: what was logged since, and what comes. */
    @Test
    void aCommandThatCanGoBackGivesWhatWasLoggedMeanwhile() throws Exception {
        long now = follower.now();
        Path log = folder.resolve("log");
        Log.append(log, Log.login("192.0.2.1", now - 1000), Log.login("192.0.2.2", now));
        Path told = folder.resolve("told");
        String command = "echo $SMTP_POPLOCK_SINCE >" + told + "; cat " + log + "; exec sleep 1000";
        follower.setClock(now + 5);
        var saved = List.of(new Position("command:" + command, 0, 0, 0, new Fingerprint(0, 0), now - 900));
        try (var running = follower.start(source(command, saved))) {
            running.awaitAll("192.0.2.1", "192.0.2.2");
            assertEquals(now - 910, Long.parseLong(Files.readString(told).strip()));
            assertEquals(now - 1000, running.time("192.0.2.1"));
            assertEquals(now, running.time("192.0.2.2"));
            assertEquals(now, running.positions().getFirst().time());
        }
        follower.setClock(now + 1000);
        Log.append(log, Log.login("192.0.2.3", now + 900), Log.login("192.0.2.4", now - 20));
        try (var running = follower.start(source(command, follower.positions()))) {
            running.awaitAll("192.0.2.3", "192.0.2.4");
            assertEquals(now - 10, Long.parseLong(Files.readString(told).strip()));
            assertEquals(now + 900, running.time("192.0.2.3"));
        }
    }

    @Test
    void aCommandThatCannotMayPrintItsPastAllTheSame() throws Exception {
        Path log = folder.resolve("log");
        long now = follower.now();
        Log.append(log, Log.login("192.0.2.1", now - 1000));
        try (var running = follow("cat " + log)) {
            running.awaitAll("192.0.2.1");
            assertEquals(now - 1000, running.time("192.0.2.1"));
            assertEquals(List.of(), running.positions());
        }
    }

    /** As tail(1) does, which begins with the last ten lines, whenever they were written. */
    @Test
    void linesWithoutStampsCountOnlyAfterThePast() throws Exception {
        long now = follower.now();
        Path log = folder.resolve("log");
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Log.append(log, Log.unstampedLogin("192.0.2.1"));
        try (var running = follow("cat " + log + "; exec cat " + fifo)) {
            running.awaitAll("192.0.2.1");
            assertEquals(0, running.time("192.0.2.1"));
            // What is opened here has waited for the reader, so the past is over after the pause that the test is about.
            try (var out = Files.newOutputStream(fifo)) {
                long rested = System.nanoTime() + 400_000_000;
                running.until("a rest", () -> System.nanoTime() >= rested);
                out.write(Log.unstampedLogin("192.0.2.2").getBytes());
                out.flush();
                running.awaitAll("192.0.2.2");
                assertTrue(running.time("192.0.2.2") >= now);
            }
        }
    }

    private Follower follow(String command) {
        return follower.start(source(command, List.of()));
    }

    private CommandSource source(String command, List<Position> saved) {
        Intake intake = follower.intake();
        return new CommandSource(follower.libc, command, new Since(command, saved, intake, () -> 1800),
                intake,
                follower.warnings::add);
    }

    private static void awaitEnd(Path pids) throws IOException {
        for (String pid : Files.readAllLines(pids)) {
            Wait.until("the end of " + pid, () -> hasEnded(pid));
        }
    }

    /** Gone, or a zombie that nobody has fetched yet. */
    private static boolean hasEnded(String pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}
