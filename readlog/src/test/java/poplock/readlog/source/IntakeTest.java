package poplock.readlog.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Config;
import poplock.common.Source;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.line.Drops;
import poplock.readlog.line.LineReader;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.Parser;
import poplock.readlog.parser.Shipped;
import poplock.readlog.parser.Site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IntakeTest {
    private static final String HEADER = "Nov 22 13:20:38 mx ";
    private static final String COURIER = "pop3d: LOGIN, user=joe, ip=[192.0.2.7]\n";
    private static final String CUT = "pop3d: LOGIN FAILED, user=" + "E".repeat(486) + "\n";

    private final Recorded recorded = new Recorded();
    private final List<String> warnings = new ArrayList<>();
    private final Counters counters = new Counters();

    @Test
    void countsTheLinesThatAreDroppedByCause() {
        Intake intake = intake(finder(Shipped.parsers("[parser slow]\nprogram = slow\nlogin = (g+)+{ip}\n")));
        feed(intake, HEADER + "pop3d: x\n");
        feed(intake, HEADER + "x".repeat(5000) + "\n", HEADER + "a\tb\n", HEADER + CUT, HEADER + COURIER,
                HEADER + COURIER);
        feed(intake, HEADER + "slow: " + "g".repeat(4000) + "\n");
        assertEquals(List.of("192.0.2.7"), recorded.addresses());
        for (String cause : List.of("too_long", "control_character", "cut_off", "ran_away")) {
            assertDropped(cause, 1);
        }
        assertDropped("failed", 0);
    }

    @Test
    void mistrustsTheRestOfACutMessageThatWasDropped() {
        Intake intake = intake(finder(Shipped.parsers("")));
        feed(intake, HEADER + CUT.replace("user=E", "user=\1"), HEADER + COURIER);
        assertEquals(List.of(), recorded.addresses());
        assertDropped("control_character", 1);
        assertDropped("cut_off", 1);
        feed(intake, HEADER + COURIER);
        assertEquals(List.of("192.0.2.7"), recorded.addresses());
    }

    /** Every length of a line around the greatest one, and every cut that a parser may name, with headers and without. */
    @Test
    void mistrustsTheRestOfAMessageHoweverLongItIs() {
        for (String tag : List.of("", "pop3d")) {
            for (int cut = LineReader.MAX_LINE - 60; cut <= LineReader.MAX_LINE; cut++) {
                var source = new Source(Source.Kind.STDIN, "", tag);
                String header = tag.isEmpty() ? HEADER + "pop3d: " : "";
                for (int length : new int[] {cut, cut + 1, LineReader.MAX_LINE, LineReader.MAX_LINE + 1,
                        20_000}) {
                    recorded.entries().clear();
                    Intake intake = intake(
                            new LoginFinder(source, courier(cut),
                                    new Site(Zone.UTC, new Warnings(System::nanoTime, warnings::add),
                                            new Drops(), new JvmWords())));
                    String rest = header + "LOGIN, user=joe, ip=[192.0.2.7]\n";
                    feed(intake, header + "x\n", header + "E".repeat(length) + "\n", rest);
                    assertEquals(List.of(), recorded.addresses(), cut + " bytes of " + length);
                    feed(intake, rest);
                    assertEquals(List.of("192.0.2.7"), recorded.addresses(), cut + " bytes of " + length);
                }
            }
        }
    }

    private static LoginParsers courier(int cut) {
        return LoginParsers.of(Shipped.config("[parser courier]\nprogram = pop3d\ncut = " + cut
                + "\nlogin = LOGIN, user={user}, ip=\\[{ip}\\]\n"), List.of());
    }

    @Test
    void mistrustsEveryLoggerAfterALineOfWhichNotEvenTheLoggerIsKnown() {
        Intake intake = intake(finder(Shipped.parsers("")));
        for (String line : List.of("\0\0" + HEADER + CUT, "x".repeat(5000) + "\n")) {
            recorded.entries().clear();
            feed(intake, HEADER + "pop3d: x\n", line, HEADER + COURIER);
            assertEquals(List.of(), recorded.addresses());
            feed(intake, HEADER + COURIER);
            assertEquals(List.of("192.0.2.7"), recorded.addresses());
        }
    }

    /** The first half went one way, the second the other. */
    @Test
    void mistrustsTheRestInAnotherStreamOfTheSource() {
        Intake intake = intake(finder(Shipped.parsers("")));
        Intake other = intake.another();
        feed(intake, HEADER + "pop3d: x\n");
        feed(other, HEADER + CUT);
        feed(intake, HEADER + COURIER);
        assertEquals(List.of(), recorded.addresses());
        feed(intake, HEADER + CUT);
        feed(other, HEADER + COURIER);
        assertEquals(List.of(), recorded.addresses());
        feed(other, HEADER + COURIER);
        assertEquals(List.of("192.0.2.7"), recorded.addresses());
    }

    @Test
    void mistrustsWhatFollowsALineThatWasGivenUp() {
        Intake intake = intake(finder(Shipped.parsers("")));
        feed(intake, HEADER + "pop3d: x\n", HEADER + CUT.strip());
        intake.forget();
        feed(intake, HEADER + COURIER);
        assertEquals(List.of(), recorded.addresses());
        assertDropped("cut_off", 1);
    }

    @Test
    void remembersACutLineAndConnectionsWhenTheParsersChange() {
        LoginFinder finder = finder(Shipped.parsers("enable = +popa3d-stateful"));
        Intake intake = intake(finder);
        feed(intake, HEADER + "popa3d[7]: Session from 192.0.2.1\n", HEADER + CUT);
        finder.use(Shipped.parsers("enable = +popa3d-stateful -cyrus"));
        feed(intake, HEADER + COURIER, HEADER + "popa3d[7]: Authentication passed for joe\n");
        assertEquals(List.of("192.0.2.1"), recorded.addresses());
        assertDropped("cut_off", 1);
    }

    @Test
    void goesOnAfterALineThatCannotBeJudged() {
        Intake intake = intake(finder(withABrokenOne()));
        feed(intake, HEADER + "pop3d: x\n", HEADER + "x: 192.0.2.1\n", HEADER + "x: 192.0.2.1\n",
                HEADER + COURIER);
        assertEquals(List.of(), recorded.addresses(), "nothing is known of the line before");
        feed(intake, HEADER + COURIER);
        assertEquals(List.of("192.0.2.7"), recorded.addresses());
        assertDropped("failed", 2);
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.getFirst().matches("unable to judge a log line of 'broken': java\\.lang\\."
                + "ArrayIndexOutOfBoundsException: .* at poplock\\..*; it is dropped"), warnings.getFirst());
    }

    /** The shipped parsers, and one for the program x that asks for a group that its pattern has not. */
    private static LoginParsers withABrokenOne() {
        Config.Section section = Shipped.config("[parser broken]\nprogram = x\nlogin = {ip}\n").sections()
                .getFirst();
        Parser good = Parser.of(section);
        Parser.Rule login = good.logins().getFirst();
        var broken = new Parser(section, good.program(),
                List.of(new Parser.Rule(login.setting(), login.pattern(), 99, 0)), List.of(), List.of(),
                List.of(), 0, true);
        var parsers = new ArrayList<>(Shipped.parsers("").parsers());
        parsers.add(broken);
        return new LoginParsers(parsers);
    }

    private LoginFinder finder(LoginParsers parsers) {
        return new LoginFinder(Log.SOURCE, parsers, new Site(Zone.UTC,
                new Warnings(System::nanoTime, warnings::add), new Drops(), new JvmWords()));
    }

    private Intake intake(LoginFinder finder) {
        return new Intake(finder, recorded, counters, () -> 1_800_000_000L);
    }

    private static void feed(Intake intake, String... lines) {
        byte[] bytes = String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
        intake.feed(bytes, 0, bytes.length);
    }

    private void assertDropped(String cause, long lines) {
        assertTrue(counters.text().contains("lines_dropped_total{cause=\"" + cause + "\"} " + lines + "\n"),
                cause + " in " + counters.text());
    }
}
