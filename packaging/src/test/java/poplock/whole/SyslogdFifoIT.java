package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** readlog is stopped, fifo-safety runs: no program that logs waits for long, and no login is lost. */
class SyslogdFifoIT {
    private static final int INTERVAL = 200;
    private static final int STALL = 1_000;
    /** What starting logger(1) may take on a busy machine. */
    private static final int LATE = 1_500;
    private static final String FILLER = "x".repeat(400);
    /** Several times what a pipe holds. */
    private static final int BURST = 800;

    private Box box;
    private int lines;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @ParameterizedTest
    @EnumSource
    void noLoggerWaitsAndNoLoginIsLost(Syslogd syslogd) throws Exception {
        Poplock poplock = new Poplock(box, "poplock");
        Path spool = poplock.dbfile().resolveSibling("spool");
        Path fifo = box.fifo("poplock/fifo");
        poplock.set("source", "fifo:" + fifo).set("spool", spool.toString());
        fifoSafety(poplock, fifo);
        Daemon readlog = poplock.readlog(fifo);
        syslogd.start(box, fifo);
        box.until("the socket of " + syslogd, () -> Files.exists(box.log()));
        log(List.of(login("198.51.100.1")));
        poplock.untilRecorded("198.51.100.1");

        readlog.signal("STOP");
        // On a busy machine a thread may read on for a while.
        box.until("readlog is stopped", readlog::hasStopped);
        var addresses = new TreeSet<>(List.of("198.51.100.1"));
        for (int i = 2; i <= 30; i++) {
            addresses.add("198.51.100." + i);
            log(batch(10, login("198.51.100." + i)));
            TimeUnit.MILLISECONDS.sleep(INTERVAL);
        }
        if (syslogd.keeps) {
            addresses.add("198.51.100.31");
            log(batch(BURST, login("198.51.100.31")));
        }
        box.until("fifo-safety drains", () -> Files.exists(spool));
        assertEquals(1, poplock.entries().size(), "readlog is stopped");
        readlog.signal("CONT");
        box.until("all logins in the database", () -> poplock.addresses().equals(addresses));
        box.until("the spool is taken up", () -> !Files.exists(spool));
        String counts = Files.readString(Path.of(poplock.dbfile() + ".drained"));
        assertTrue(counts.contains("\nsmtp_poplock_fifo_lost_lines_total 0\n"), counts);
    }

    private void fifoSafety(Poplock poplock, Path fifo) throws Exception {
        var command = new ArrayList<>(Form.NATIVE.command("fifo-safety"));
        command.addAll(
                List.of("-c", poplock.configuration().toString(), "--interval", INTERVAL + "ms", "--stall",
                        STALL + "ms"));
        Daemon safety = box.start("fifo-safety", command);
        box.until(safety, "fifo-safety on the FIFO", () -> safety.holds(fifo));
    }

    private String login(String address) {
        return "imap-login: Login: user=<tester>, method=PLAIN, rip=" + address
                + ", lip=127.0.0.1, mpid=4711, session=<AbCdEfGhIjKlMnOp>";
    }

    private List<String> batch(int count, String login) {
        var batch = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            batch.add(++lines + " " + FILLER);
        }
        batch.add(login);
        return batch;
    }

    /** Logs messages by one logger(1), which must not take long. */
    private void log(List<String> messages) throws Exception {
        Path file = box.write("messages", String.join("\n", messages) + "\n");
        Process logger = new ProcessBuilder("logger", "-u", box.log().toString(), "-p", "mail.info", "-t",
                "dovecot", "-f", file.toString()).inheritIO().start();
        if (!logger.waitFor(INTERVAL + STALL + LATE, TimeUnit.MILLISECONDS)) {
            logger.destroyForcibly();
            throw new AssertionError("logger(1) waits");
        }
        assertEquals(0, logger.exitValue());
    }
}
