package poplock.readlog.parser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import poplock.common.Config;
import poplock.common.Printable;
import poplock.common.Source;
import poplock.posix.jvm.JvmWords;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Header;
import poplock.readlog.line.HeaderForm;
import poplock.readlog.line.LineReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each line of logins/*.txt, as it stands and under every form of header. */
class LoginsTest {
    private static final long NOW = 1_763_000_000;
    private static final List<Config.Section> SHIPPED = Shipped.sections();

    @TestFactory
    Stream<DynamicTest> givesEachLineItsVerdict() throws IOException {
        return LoginsFile.all().stream().flatMap(file -> file.blocks().stream()
                .flatMap(block -> tests(parsers(file.name()), block)));
    }

    @TestFactory
    Stream<DynamicTest> keepsEachVerdictUnderEveryHeader() throws IOException {
        return LoginsFile.all().stream().flatMap(file -> file.blocks().stream()
                .map(block -> DynamicTest.dynamicTest(block.cases().getFirst().place(),
                        () -> rewrapped(parsers(file.name()), block))));
    }

    /** Other tags, and text around the message: what the anchors of tag and message are for. */
    @TestFactory
    Stream<DynamicTest> takesNoLoginWithAnythingAroundIt() throws IOException {
        return LoginsFile.all().stream().flatMap(file -> file.blocks("logins").stream()
                .filter(block -> block.cases().size() == 1)
                .map(block -> DynamicTest.dynamicTest(block.cases().getFirst().place(),
                        () -> surrounded(parsers(file.name()), block))));
    }

    @TestFactory
    Stream<DynamicTest> hasLoginsNearMissesAndForgeriesOfEveryParser() throws IOException {
        List<LoginsFile> files = LoginsFile.all();
        return SHIPPED.stream().map(section -> DynamicTest.dynamicTest(section.name(), () -> {
            var file = files.stream().filter(each -> each.name().equals(section.name())).findAny();
            assertTrue(file.isPresent(), "no " + LoginsFile.FOLDER + "/" + section.name() + ".txt");
            for (String kind : List.of("logins", "near misses", "forgeries")) {
                assertFalse(file.get().blocks(kind).isEmpty(), "no [" + kind + "]");
            }
            assertTrue(file.get().blocks("logins").stream()
                    .anyMatch(block -> block.cases().stream().anyMatch(LoginsFile.Case::isLogin)));
        }));
    }

    @Test
    void readsNoFileThatIsNobodys() throws IOException {
        try (var names = Files.list(LoginsFile.FOLDER)) {
            assertEquals(SHIPPED.size() + 1, names.count(), "other-programs.txt, and one a parser");
        }
    }

    private static LoginParsers parsers(String name) {
        boolean isParser = SHIPPED.stream().anyMatch(section -> section.name().equals(name));
        return Shipped.parsers(isParser ? "enable = +" + name : "");
    }

    private static Stream<DynamicTest> tests(LoginParsers parsers, LoginsFile.Block block) {
        var found = new ArrayList<String>();
        LoginFinder finder = parsers.follow(source(block.tag()), new Drops());
        for (LoginsFile.Case each : block.cases()) {
            found.add(found(finder, each.line()));
        }
        return java.util.stream.IntStream.range(0, found.size()).mapToObj(i -> {
            LoginsFile.Case each = block.cases().get(i);
            return DynamicTest.dynamicTest(each.place(), () -> assertEquals(each.expected(), found.get(i)));
        });
    }

    private static void rewrapped(LoginParsers parsers, LoginsFile.Block block) {
        for (HeaderForm form : HeaderForm.values()) {
            LoginFinder finder = parsers.follow();
            boolean isJoined = block.cases().size() > 1;
            if (isJoined && !(form.hasPid() && form.hasMachine())) {
                continue;
            }
            for (LoginsFile.Case each : block.cases()) {
                String tag = block.tag();
                byte[] line = each.line();
                Header header = tag == null ? Header.parse(line, 0, line.length) : null;
                if (header == null && tag == null || isOfAnother(header, line) || isJoined && isLate(line)) {
                    break;
                }
                String name = header == null ? tag : text(line, header.tagStart(), header.tagEnd());
                String message = text(line, header == null ? 0 : header.message(), line.length);
                byte[] wrapped = form.write(name, header == null ? -1 : header.pid(), message);
                assertEquals(each.expected(), found(finder, wrapped),
                        () -> form + ": " + text(wrapped, 0, wrapped.length));
            }
        }
    }

    /** The forms have one machine. */
    private static boolean isOfAnother(Header header, byte[] line) {
        return header != null && header.machineEnd() > header.machineStart()
                && text(line, header.machineStart(), header.machineEnd()).equals("mx2");
    }

    /** The forms have one time. */
    private static boolean isLate(byte[] line) {
        return text(line, 0, line.length).startsWith("Oct 12 07:32");
    }

    private static void surrounded(LoginParsers parsers, LoginsFile.Block block) {
        for (byte[] line : Surrounded.of(block.cases().getFirst(), block.tag())) {
            assertEquals("-", found(parsers.follow(), line), () -> text(line, 0, line.length));
        }
    }

    /** A source whose lines have this tag; null: a header each. */
    static Source source(String tag) {
        return new Source(Source.Kind.STDIN, "", tag == null ? "" : tag);
    }

    /** The address and the user of the login that a line tells of; {@code -} if it is none. */
    static String found(LoginFinder finder, byte[] line) {
        var found = new ArrayList<String>();
        var drops = new Drops();
        var reader = new LineReader((buffer, start, end) -> found.add(found(finder, buffer, start, end)),
                (buffer, start, end) -> found.add("-"), drops, new JvmWords());
        reader.feed(line, 0, line.length);
        reader.feed(new byte[] {'\n'}, 0, 1);
        return found.getFirst();
    }

    private static String found(LoginFinder finder, byte[] buffer, int start, int end) {
        Login login = finder.find(buffer, start, end, Arrival.live(NOW));
        assertNotEquals(Outcome.FAILED, finder.outcome());
        return login == null ? "-" : (login.address() + " " + Printable.escaped(login.user())).strip();
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
