package poplock.readlog.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Config;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.database.Entries;
import poplock.readlog.database.Ledger;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.Shipped;
import poplock.readlog.parser.Site;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A clock that steps, and dates that are not every day's, from the log line to the database. */
class TimeTest {
    private static final String A = "192.0.2.1";
    private static final String B = "192.0.2.2";
    private static final long NOON = 1_795_348_800;
    private static final long DAY = 86_400;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private long clock = NOON;
    private final Libc libc = new JvmLibc() {
        @Override
        public long clockGettime(int which) {
            return clock * 1_000_000_000;
        }
    };

    @Test
    void aClockSetBackByADayLetsNobodyRelayThroughThatDay() throws IOException {
        try (Ledger ledger = ledger()) {
            log(ledger, Log.login(A, clock));
            ledger.save(true);
            clock = NOON - DAY;
            ledger.save(true);
            assertEquals(Map.of(), entries());
            log(ledger, Log.login(B, clock));
            ledger.save(true);
            assertEquals(Map.of(B, NOON - DAY), entries());
            clock = NOON;
            ledger.save(true);
            assertEquals(Map.of(), entries());
        }
    }

    @Test
    void aClockSetForthByADayAndBackAgain() throws IOException {
        try (Ledger ledger = ledger()) {
            clock = NOON + DAY;
            log(ledger, Log.login(A, clock));
            ledger.save(true);
            clock = NOON;
            log(ledger, Log.login(A, clock));
            ledger.save(true);
            assertEquals(Map.of(A, NOON), entries());
        }
    }

    @Test
    void aLittleBackIsNoLoss() throws IOException {
        try (Ledger ledger = ledger()) {
            log(ledger, Log.login(A, clock));
            clock = NOON - 60;
            ledger.save(true);
            assertEquals(Map.of(A, NOON), entries());
            log(ledger, Log.login(A, clock));
            ledger.save(true);
            assertEquals(Map.of(A, NOON - 60), entries());
        }
    }

    @Test
    void anEntryOfTheFutureOnTheDiskGoes() throws IOException {
        Files.writeString(folder.resolve("db"), A + " " + (NOON + DAY) + "\n" + B + " " + NOON + "\n");
        try (Ledger ledger = ledger()) {
            ledger.save(true);
            assertEquals(Map.of(B, NOON), entries());
        }
    }

    @Test
    void aBacklogOfTheTurnOfTheYearIsOfTheOldYear() throws IOException {
        long midnight = LocalDateTime.of(2027, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        clock = midnight + 60;
        assertEquals(midnight - 60, backlog(midnight - 600, "Dec 31 23:59:00"));
        assertEquals(midnight + 30, backlog(midnight - 600, "Jan  1 00:00:30"));
    }

    @Test
    void aBacklogOfTheTwentyNinthOfFebruary() throws IOException {
        long day = LocalDateTime.of(2028, 2, 29, 12, 0).toEpochSecond(ZoneOffset.UTC);
        clock = day + 1000;
        assertEquals(day, backlog(day - 600, "Feb 29 12:00:00"));
        clock = day + DAY;
        assertEquals(day + DAY - 10, backlog(day + DAY - 600, "Mar  1 11:59:50"));
    }

    @Test
    void aBacklogIsOfItsStampsWhateverWasReadBefore() throws IOException {
        assertEquals(NOON, backlog(NOON - 600, "2026-11-22T12:00:10Z"));
        assertEquals(NOON - 365 * DAY, backlog(NOON - 600, "2025-11-22T12:00:00Z"));
        assertEquals(-1, backlog(NOON - 600, "2026-11-22T12:05:10Z"));
        assertEquals(-1, backlog(NOON - 600, "Feb 30 12:00:00"));
        assertEquals(1, warnings.stream().filter(text -> text.contains("minutes ahead")).count());
    }

    @Test
    void aBacklogWithoutStampsIsOfThePositionsTimeUnlessTheClockWasSetBack() throws IOException {
        assertEquals(NOON - 600, backlog(NOON - 600, ""));
        assertEquals(NOON, backlog(NOON + DAY, ""));
    }

    /** The time of a login with this stamp that was logged since {@code saved}, in seconds since the epoch; -1 for none. */
    private long backlog(long saved, String stamp) throws IOException {
        var recorded = new Recorded();
        var intake = new Intake(
                new LoginFinder(Log.SOURCE, Shipped.parsers(""),
                        new Site(Zone.UTC, new Warnings(System::nanoTime, warnings::add), new Drops(),
                                new JvmWords())),
                recorded, new Counters(), () -> clock);
        intake.unreadSince(saved);
        String iso = Log.login(A);
        String text = stamp.isEmpty() ? Log.unstampedLogin(A) : stamp + iso.substring(iso.indexOf(' '));
        byte[] line = text.getBytes(StandardCharsets.ISO_8859_1);
        intake.feed(line, 0, line.length);
        return recorded.entries().isEmpty() ? -1 : recorded.entries().getFirst().time();
    }

    private void log(Ledger ledger, String line) {
        var intake = new Intake(
                new LoginFinder(Log.SOURCE, Shipped.parsers(""),
                        new Site(Zone.UTC, new Warnings(System::nanoTime, warnings::add), new Drops(),
                                new JvmWords())),
                ledger,
                new Counters(), () -> clock);
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        intake.feed(bytes, 0, bytes.length);
    }

    private Ledger ledger() {
        Config config = Shipped.config("expiry = 30m\n");
        return new Ledger(libc, config, folder + "/db", new Counters(),
                new Warnings(System::nanoTime, warnings::add),
                () -> {});
    }

    private Map<String, Long> entries() throws IOException {
        return Entries.read(folder.resolve("db"));
    }
}
