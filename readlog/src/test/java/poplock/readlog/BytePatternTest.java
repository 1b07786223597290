package poplock.readlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Beside java.util.regex, whose verdicts and groups must be the same. */
class BytePatternTest {
    private static final int MUTANTS = 120;

    private final Random random = new Random(20261122);
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

    @Test
    void readsRandomPatternsAsJavaDoes() {
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = alternatives(3);
            Optional<BytePattern> bytes = ByteSyntax.read(text);
            if (bytes.isPresent()) {
                taken++;
                var both = new Both(text, Pattern.compile(text, Pattern.DOTALL).matcher(""), bytes.get());
                for (int j = 0; j < 10; j++) {
                    compare(both, word());
                }
            }
        }
        assertTrue(taken > 10_000 && matches > 10_000, taken + ", " + matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*?", "a{1,2}?", "a??", "\\bfoo", "(a)*", "(?:b(a))+", "(?i)a", "(a)\\1", "^a",
            "a$", "[a&&b]", "[[ab]c]", "[]a]", "\\Qa\\E", "(?=a)", "(?<=a)b", "(?>a)", "a{0}", "()", "a|",
            "(?:a?)*", "(?:a?)?", "\\p{L}", "\\x{61}", "\\Aa", "(?!(a))b", "(?<n>a)?+", "(?!a)?b", "\\R",
            "\\cA", "\\u0061", "\\07", "\u20ac"})
    void leavesWhatIsNotOfItsDialectToJava(String pattern) {
        Pattern.compile(pattern);
        assertTrue(ByteSyntax.read(pattern).isEmpty());
    }

    @Test
    void countsItsLooksTogetherWithOthers() {
        BytePattern slow = ByteSyntax.read("[ab]*[ab]*[ab]*c").orElseThrow();
        assertThrows(Message.RunAway.class, () -> slow.matches(message("a".repeat(4000))));
        BytePattern quick = ByteSyntax.read("a*b").orElseThrow();
        Message message = message("a".repeat(4000));
        assertThrows(Message.RunAway.class, () -> {
            for (int i = 0; i <= Message.MAX_LOOKS / 4000; i++) {
                quick.matches(message);
            }
        });
    }

    private record Both(String text, Matcher java, BytePattern bytes) {}

    private static List<Both> rules(Parser parser) {
        var rules = new ArrayList<Parser.Rule>(parser.logins());
        rules.addAll(parser.connects());
        rules.addAll(parser.disconnects());
        return rules.stream().map(rule -> new Both(rule.pattern().pattern(), rule.pattern().matcher(""),
                ByteSyntax.read(rule.pattern().pattern()).orElseThrow())).toList();
    }

    private void compare(Both both, String text) {
        boolean matched = both.java.reset(text).matches();
        assertEquals(matched, both.bytes.matches(message(text)), () -> both.text + " and " + text);
        comparisons++;
        matches += matched ? 1 : 0;
        for (int group = 1; matched && group <= both.java.groupCount(); group++) {
            assertEquals(both.java.group(group), both.bytes.group(group), () -> both.text + " and " + text);
        }
    }

    /** Somewhere in a buffer. */
    private static Message message(String text) {
        byte[] bytes = ("ab" + text + "ab").getBytes(StandardCharsets.ISO_8859_1);
        return new Message().of(bytes, 2, bytes.length - 2);
    }

    private static List<String> messages() throws IOException {
        return LoginsFile.all().stream().flatMap(BytePatternTest::messages).toList();
    }

    private static List<String> messages(String parser) throws IOException {
        return LoginsFile.all().stream().filter(file -> file.name().equals(parser))
                .flatMap(BytePatternTest::messages).toList();
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

    private String alternatives(int depth) {
        String all = sequence(depth);
        return random.nextInt(4) == 0 ? all + "|" + alternatives(depth) : all;
    }

    private String sequence(int depth) {
        var all = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            all.append(atom(depth)).append(quantifier());
        }
        return all.toString();
    }

    private String atom(int depth) {
        List<String> plain = List.of("a", "b", "ab", ".", "[ab]", "[^a]", "\\x62", "\\w", "\\.", "[a-c.]");
        String inner = depth == 0 || random.nextInt(3) > 0 ? null : alternatives(depth - 1);
        return inner == null
                ? plain.get(random.nextInt(plain.size()))
                : List.of("(?:", "(?:", "(?:", "(", "(?!").get(random.nextInt(5)) + inner + ")";
    }

    private String quantifier() {
        List<String> all = List.of("?", "*", "+", "{1,2}", "{2}", "{0,2}", "{1,}", "*+", "?+", "{1,2}+");
        return random.nextInt(2) == 0 ? "" : all.get(random.nextInt(all.size()));
    }

    private String word() {
        var word = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            word.append("aabb.c\u00e9".charAt(random.nextInt(7)));
        }
        return word.toString();
    }
}
