package poplock.readlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            Wait.until("two ends", () -> running.warnings.size() >= 2);
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
            Wait.until("two ends", () -> running.warnings.size() >= 2);
            assertTrue(running.addresses().stream().allMatch("192.0.2.2"::equals),
                    running.addresses().toString());
        }
    }

    @Test
    void endsTheWholeGroupWhenItIsStopped() throws IOException {
        Path pids = folder.resolve("pids");
        var running = follow(
                "echo $$ >" + pids + "; sleep 1000 & echo $! >>" + pids + "; (sleep 1001 & echo $! >>"
                        + pids + "; wait) | cat");
        Wait.until("three processes",
                () -> Files.exists(pids) && Files.readString(pids).lines().count() == 3);
        running.close();
        awaitEnd(pids);
    }

    @Test
    void killsWhoDoesNotListen() throws IOException {
        Path pids = folder.resolve("pids");
        var running = follow(
                "trap '' TERM; sleep 1000 & echo $$ $! | tr ' ' '\\n' >" + pids + "; wait; wait; sleep 1000");
        Wait.until("two processes", () -> Files.exists(pids) && Files.readString(pids).lines().count() == 2);
        running.close();
        awaitEnd(pids);
    }

    @Test
    void mayBeStoppedBeforeItRuns() throws Exception {
        var source = new CommandSource("exit 0", follower.intake(), follower.warnings::add);
        source.stop();
        source.run();
        assertEquals(List.of(), follower.warnings);
    }

    private Follower follow(String command) {
        return follower.start(new CommandSource(command, follower.intake(), follower.warnings::add));
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
