package poplock.readlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

import org.junit.jupiter.api.Test;
import poplock.readlog.line.Header;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.LoginsFile;
import poplock.readlog.parser.Parser;
import poplock.readlog.parser.Placeholder;
import poplock.readlog.parser.Shipped;
import poplock.readlog.pattern.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static poplock.readlog.pattern.Matcher.Answer.NO;
import static poplock.readlog.pattern.Matcher.Answer.YES;

/** The shipped patterns beside java.util.regex, whose verdicts and groups must be the same. */
class ShippedPatternsTest {
    private static final int MUTANTS = 120;
    private static final java.util.regex.Pattern IN_BRACES = java.util.regex.Pattern
            .compile("\\{([a-z]+(?::[0-9]+)?)\\}");

    private final Random random = new Random(20261122);
    private final poplock.readlog.pattern.Matcher matcher = new poplock.readlog.pattern.Matcher();
    private int matches;
    private int comparisons;

    @Test
    void readsShippedPatternsAsJavaDoes() throws IOException {
        List<String> messages = messages();
        for (Parser parser : LoginParsers.known(Shipped.config(""), Shipped.sections()).values()) {
            List<Both> rules = rules(parser);
            List<String> own = messages(parser.name());
            for (String message : messages) {
                rules.forEach(rule -> compare(rule, message));
            }
            for (String message : own) {
                for (int i = 0; i < MUTANTS; i++) {
                    String mutant = mutant(message, own.get(random.nextInt(own.size())));
                    rules.forEach(rule -> compare(rule, mutant));
                }
            }
        }
        assertTrue(comparisons > 200_000 && matches > 5_000, comparisons + ", " + matches);
    }

    private record Both(Matcher oracle, Pattern ours) {
        static Both of(Parser.Rule rule) {
            String text = IN_BRACES.matcher(rule.setting().value()).replaceAll(word -> java.util.regex.Matcher
                    .quoteReplacement(Placeholder.pattern(word.group(1))));
            return new Both(java.util.regex.Pattern.compile(text, java.util.regex.Pattern.DOTALL).matcher(""),
                    rule.pattern());
        }
    }

    private static List<Both> rules(Parser parser) {
        var rules = new ArrayList<Parser.Rule>(parser.logins());
        rules.addAll(parser.connects());
        rules.addAll(parser.disconnects());
        return rules.stream().map(Both::of).toList();
    }

    private void compare(Both both, String text) {
        boolean matched = both.oracle.reset(text).matches();
        byte[] bytes = ("ab" + text + "ab").getBytes(StandardCharsets.ISO_8859_1);
        var answer = matcher.on(bytes, 2, bytes.length - 2).match(both.ours);
        assertEquals(matched ? YES : NO, answer, () -> both.oracle.pattern() + " and " + text);
        comparisons++;
        matches += matched ? 1 : 0;
        both.oracle.namedGroups().forEach((name, number) -> {
            if (matched) {
                assertEquals(both.oracle.group(number), matcher.text(both.ours.group(name)),
                        () -> both.oracle.pattern() + " and " + text);
            }
        });
    }

    private static List<String> messages() throws IOException {
        return LoginsFile.all().stream().flatMap(ShippedPatternsTest::messages).toList();
    }

    private static List<String> messages(String parser) throws IOException {
        return LoginsFile.all().stream().filter(file -> file.name().equals(parser))
                .flatMap(ShippedPatternsTest::messages).toList();
    }

    private static java.util.stream.Stream<String> messages(LoginsFile file) {
        return file.blocks().stream().flatMap(block -> block.cases().stream().map(each -> {
            byte[] line = each.line();
            Header header = block.tag() == null ? Header.parse(line, 0, line.length) : null;
            byte[] message = header == null ? line : Arrays.copyOfRange(line, header.message(), line.length);
            return new String(message, StandardCharsets.ISO_8859_1);
        }));
    }

    /** The message with one to three changes. */
    private String mutant(String message, String other) {
        var text = new StringBuilder(message);
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            int from = random.nextInt(text.length());
            int to = from + random.nextInt(Math.min(text.length() - from, 20) + 1);
            switch (random.nextInt(6)) {
                case 0 -> text.delete(from, to);
                case 1 -> text.insert(from, text.substring(from, to));
                case 2 -> text.setCharAt(from, (char) random.nextInt(256));
                case 3 -> text.insert(from, (char) (' ' + random.nextInt(95)));
                case 4 -> text.setLength(from);
                default ->
                    text.replace(from, text.length(), other.substring(Math.min(from, other.length())));
            }
        }
        return text.toString();
    }
}
