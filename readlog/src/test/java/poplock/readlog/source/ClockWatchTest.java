package poplock.readlog.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Entry;
import poplock.common.Source;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.Shipped;
import poplock.readlog.parser.Site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ClockWatchTest {
    private static final String A = "192.0.2.1";
    private static final String ADVICE = "set the clocks of both hosts (NTP), and if the stamps are of another zone than"
            + " this host's write zone=+HH:MM or zone=UTC after the source";
    private static final long NOW = 1_795_348_800;

    private final Recorded recorded = new Recorded();
    private final List<String> warnings = new ArrayList<>();
    private final Counters counters = new Counters();
    private final Intake intake = intake("file:/log");

    @Test
    void aStampAheadOfTheClockIsNoLoginAndIsToldOnceForEachMachine() {
        feed(Log.login(A, NOW + 301), Log.login(A, NOW + 7200),
                Log.login(A, NOW + 7200).replace(" mx ", " mx2 "));
        assertEquals(List.of(), found());
        assertEquals(List.of(
                "a login of mx in file:/log is not recorded: its stamp is more than 5 minutes ahead of this host's clock; "
                        + ADVICE,
                "a login of mx2 in file:/log is not recorded: its stamp is more than 5 minutes ahead of this host's clock; "
                        + ADVICE),
                warnings);
        assertCounted("logins_undated_total{cause=\"in_future\"} 3");
    }

    @Test
    void aTimeThatNeverWasIsNoLoginEither() {
        feed("Feb 30 10:00:00 mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.1, lip=127.0.0.1,"
                + " mpid=1, TLS, session=<a>\n");
        assertEquals(List.of(), found());
        assertEquals(
                List.of("a login of mx in file:/log is not recorded: its stamp is of a time that never was; "
                        + ADVICE),
                warnings);
        assertCounted("logins_undated_total{cause=\"no_such_time\"} 1");
    }

    @Test
    void theSourcesZonePutsItRight() {
        String login = "Nov 22 14:00:00" + Log.login(A).substring(Log.login(A).indexOf(' '));
        feed(intake("file:/log zone=+02:00"), login);
        assertEquals(NOW, found().getFirst().time());
        feed(intake("file:/log zone=UTC"), login);
        assertEquals(1, found().size());
        feed(intake("file:/log zone=+03:30"), login);
        assertEquals(NOW - 5400, found().getLast().time());
    }

    @Test
    void linesThatKeepArrivingLateAreToldOnce() {
        feed(Log.login(A, NOW - 61), Log.login(A, NOW - 61), Log.login(A, NOW), Log.login(A, NOW - 61));
        assertEquals(List.of(), warnings);
        assertCounted("late_seconds 0");
        feed(Log.login(A, NOW - 61), Log.login(A, NOW - 3600), Log.login(A, NOW - 3601));
        assertEquals(List.of(
                "the lines of file:/log arrive 3600 seconds after their stamps, and logins count from the stamp:"
                        + " the lines wait somewhere, or " + ADVICE),
                warnings);
        assertCounted("late_seconds 3601");
        feed(Log.login(A, NOW - 60));
        assertCounted("late_seconds 0");
        feed(Log.login(A, NOW - 99), Log.login(A, NOW - 99), Log.login(A, NOW - 99));
        assertEquals(2, warnings.size());
    }

    @Test
    void whatWasWrittenWhileNobodyReadIsNotLate() {
        intake.unreadSince(NOW - 5000);
        feed(Log.login(A, NOW - 3600), Log.login(A, NOW - 3600), Log.login(A, NOW - 3600),
                Log.login(A, NOW - 3600));
        assertEquals(List.of(), warnings);
        assertCounted("late_seconds 0");
    }

    private Intake intake(String source) {
        var finder = new LoginFinder(Source.parse(source), Shipped.parsers(""), new Site(Zone.UTC,
                new Warnings(System::nanoTime, warnings::add), new Drops(), new JvmWords()));
        return new Intake(finder, recorded, counters, () -> NOW);
    }

    private void feed(String... lines) {
        feed(intake, lines);
    }

    private static void feed(Intake to, String... lines) {
        byte[] bytes = String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
        to.feed(bytes, 0, bytes.length);
    }

    private void assertCounted(String metric) {
        assertTrue(counters.text().contains("\nsmtp_poplock_" + metric + "\n"), counters.text());
    }

    private List<Entry> found() {
        return recorded.entries();
    }
}
