package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Without a spool, what fifo-safety drains goes away. Courier's logger cuts a message in two, and only the rest is left. */
class DrainIT {
    /** More than a quarter of what the FIFO holds. */
    private static final int FILLERS = 1_500;

    private Box box;
    private Path fifo;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        fifo = box.fifo("poplock/fifo");
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @ParameterizedTest
    @EnumSource
    void theRestOfWhatWentAwayOpensNothing(Form form) throws Exception {
        var poplock = new Poplock(box, "poplock");
        poplock.set("source", "fifo:" + fifo);
        fifoSafety(poplock, form);
        Daemon readlog = poplock.readlog(fifo);
        write(login("198.51.100.1"), login("198.51.100.2"));
        poplock.untilRecorded("198.51.100.2");

        readlog.signal("STOP");
        box.until("readlog is stopped", readlog::hasStopped);
        for (int i = 0; i < FILLERS; i++) {
            write("filler " + i + " " + "x".repeat(100));
        }
        write("LOGIN FAILED, user=" + "x".repeat(492));
        Path counts = Path.of(poplock.dbfile() + ".drained");
        box.until("all is drained", () -> Files.exists(counts) && Files.readString(counts)
                .contains("\nsmtp_poplock_fifo_lost_lines_total " + (FILLERS + 1) + "\n"));
        write(login("203.0.113.66"), login("198.51.100.3"));
        readlog.signal("CONT");
        poplock.untilRecorded("198.51.100.3");
        assertEquals(Set.of("198.51.100.2", "198.51.100.3"), poplock.addresses());
    }

    private void fifoSafety(Poplock poplock, Form form) throws Exception {
        var command = new ArrayList<>(form.command("fifo-safety"));
        command.addAll(
                List.of("-c", poplock.configuration().toString(), "--interval", "100ms", "--stall", "500ms"));
        Daemon safety = box.start("fifo-safety", command);
        box.until(safety, "fifo-safety on the FIFO", () -> safety.holds(fifo));
    }

    private static String login(String address) {
        return "LOGIN, user=bob, ip=[" + address + "], port=[40000], protocol=IMAP";
    }

    /** As Courier's imapd logs it. */
    private void write(String... messages) throws Exception {
        for (String message : messages) {
            Files.writeString(fifo,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS) + " mx imapd: " + message + "\n",
                    StandardOpenOption.WRITE);
        }
    }
}
