package poplock.readlog.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.Allocations;
import poplock.readlog.database.Found;
import poplock.readlog.database.Position;
import poplock.readlog.database.Recorder;
import poplock.readlog.line.Drops;
import poplock.readlog.line.HeaderForm;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.LoginsFile;
import poplock.readlog.parser.Shipped;
import poplock.readlog.parser.Site;

/** A line like one before costs no memory, whatever it says: a native readlog is not to collect garbage. */
class SteadyTest {
    private static final long NOW = 1_800_000_000;
    private static final int TIMES = 100;

    /** Every line of logins/*.txt, every form of header, and lines that are dropped. */
    @TestFactory
    Stream<DynamicTest> noLineCostsMemory() throws IOException {
        String all = "enable = " + String.join(" ",
                LoginParsers.known(Shipped.config(""), Shipped.sections()).keySet());
        return Stream.concat(LoginsFile.all().stream(), Stream.of(others())).map(
                file -> DynamicTest.dynamicTest(file.name(), () -> {
                    Intake intake = intake(Shipped.parsers(all));
                    byte[] log = log(file);
                    Allocations.assertNone(TIMES, () -> intake.feed(log, 0, log.length));
                }));
    }

    private static LoginsFile others() {
        var cases = new ArrayList<LoginsFile.Case>();
        for (HeaderForm form : HeaderForm.values()) {
            cases.add(
                    new LoginsFile.Case("", form.write("imapd", 7, "LOGIN, user=joe, ip=[192.0.2.7]"), "-"));
        }
        for (String line : List.of("", "x".repeat(5000), "a\tb", "imapd: \u0000",
                "2030-10-12T05:31:05Z mx1 imapd: LOGIN, user=joe, ip=[192.0.2.7]",
                "2026-02-30T05:31:05Z mx1 imapd: LOGIN, user=joe, ip=[192.0.2.7]")) {
            cases.add(new LoginsFile.Case("", line.getBytes(StandardCharsets.ISO_8859_1), "-"));
        }
        return new LoginsFile("headers, dropped lines", List.of(new LoginsFile.Block("logins", null, cases)));
    }

    private static byte[] log(LoginsFile file) {
        var log = new ByteArrayOutputStream();
        for (LoginsFile.Block block : file.blocks()) {
            for (LoginsFile.Case each : block.cases()) {
                log.writeBytes(each.line());
                log.write('\n');
            }
        }
        return log.toByteArray();
    }

    private static Intake intake(LoginParsers parsers) {
        var finder = new LoginFinder(Log.SOURCE, parsers,
                new Site(Zone.of(7_200), new Warnings(() -> 0, warning -> {}), new Drops(), new JvmWords()));
        return new Intake(finder, new Recorder() {
            @Override
            public void record(Found login, long now) {
                // nobody keeps it
            }

            @Override
            public void reached(List<Position> positions) {
                // nor that
            }
        }, new Counters(), () -> NOW);
    }
}
