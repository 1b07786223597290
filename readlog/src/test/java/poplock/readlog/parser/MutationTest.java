package poplock.readlog.parser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import poplock.common.Config;
import poplock.readlog.line.Drops;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The lines of logins/*.txt tell a parser from one that lacks a pattern, an end or a limit of its tag. */
class MutationTest {
    @TestFactory
    Stream<DynamicTest> noticesEveryChange() throws IOException {
        List<LoginsFile> files = LoginsFile.all();
        return Shipped.sections().stream().flatMap(section -> {
            LoginsFile file = files.stream().filter(each -> each.name().equals(section.name())).findAny()
                    .orElseThrow();
            assertTrue(isRight(section, file), section.name() + " as it is");
            return mutants(section).map(mutant -> DynamicTest.dynamicTest(mutant.name(),
                    () -> assertFalse(isRight(mutant.section(), file), mutant.name())));
        });
    }

    private record Mutant(String name, Config.Section section) {}

    private static Stream<Mutant> mutants(Config.Section section) {
        var mutants = new ArrayList<Mutant>();
        for (Config.Setting setting : section.settings()) {
            String value = setting.value();
            if (setting.key().equals("cut")) {
                mutants.add(mutant(section, setting, "without", null));
            }
            if (!List.of("program", "login", "connect", "disconnect").contains(setting.key())) {
                continue;
            }
            boolean isLoosening = !setting.key().equals("disconnect");
            if (!setting.key().equals("program") && count(section, setting.key()) > 1) {
                mutants.add(mutant(section, setting, "without", null));
            }
            if (isLoosening) {
                mutants.add(mutant(section, setting, "anything before", ".*(?:" + value + ")"));
            }
            if (isLoosening && !value.contains("| .*") && !value.endsWith(".*") && !value.endsWith(" .*)?")) {
                mutants.add(mutant(section, setting, "anything after", "(?:" + value + ").*"));
            }
        }
        return mutants.stream();
    }

    private static long count(Config.Section section, String key) {
        return section.settings().stream().filter(setting -> setting.key().equals(key)).count();
    }

    private static Mutant mutant(Config.Section section, Config.Setting changed, String how, String value) {
        var settings = new ArrayList<Config.Setting>();
        for (Config.Setting setting : section.settings()) {
            if (setting != changed) {
                settings.add(setting);
            } else if (value != null) {
                settings.add(new Config.Setting(setting.key(), value, setting.line()));
            }
        }
        return new Mutant(section.name() + ": " + changed.key() + " of line " + changed.line() + ": " + how,
                new Config.Section(section.file(), section.name(), section.line(), settings));
    }

    /** Whether the parser alone gives every line of its file its verdict, but for what other parsers find. */
    private static boolean isRight(Config.Section section, LoginsFile file) {
        LoginParsers parsers = LoginParsers.only(Shipped.config(""), List.of(section), section.name());
        for (LoginsFile.Block block : file.blocks()) {
            LoginFinder finder = parsers.follow(LoginsTest.source(block.tag()), new Drops());
            for (LoginsFile.Case each : block.cases()) {
                String found = LoginsTest.found(finder, each.line());
                boolean isAnothers = found.equals("-") && isFoundByAnother(section, each, block.tag());
                if (!found.equals(each.expected()) && !isAnothers) {
                    return false;
                }
            }
            LoginsFile.Case first = block.cases().getFirst();
            if (block.cases().size() == 1 && first.isLogin() && block.kind().equals("logins")
                    && Surrounded.of(first, block.tag()).stream()
                            .anyMatch(line -> !LoginsTest.found(parsers.follow(), line).equals("-"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFoundByAnother(Config.Section section, LoginsFile.Case login, String tag) {
        LoginParsers others = Shipped.parsers("enable = -" + section.name() + "\n");
        return LoginsTest
                .found(others.follow(LoginsTest.source(tag), new Drops()), login.line())
                .equals(login.expected());
    }
}
