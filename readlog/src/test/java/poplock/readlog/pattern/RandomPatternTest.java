package poplock.readlog.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Patterns of the dialect, made by chance, beside java.util.regex, whose verdicts and groups must be the same. */
class RandomPatternTest {
    private static final int PATTERNS = 40_000;
    private static final int WORDS = 12;

    private final Random random = new Random(20261127);
    private int groups;
    /** The groups in which Java may leave what was taken on a way that was given up. */
    private final Set<Integer> unsure = new HashSet<>();
    private int matches;
    private int takes;
    private int runaways;

    @Test
    void readsRandomPatternsAsJavaDoes() throws PatternError {
        for (int i = 0; i < PATTERNS; i++) {
            groups = 0;
            unsure.clear();
            String text = alternatives(3, false);
            var oracle = java.util.regex.Pattern.compile(text, java.util.regex.Pattern.DOTALL).matcher("");
            Pattern ours = Pattern.compile(text);
            for (int j = 0; j < WORDS; j++) {
                compare(text, oracle, ours, word());
            }
        }
        assertTrue(matches > 50_000 && takes > 5_000, matches + ", " + takes);
        assertTrue(runaways < PATTERNS * WORDS / 1000, runaways + " ran away");
    }

    private void compare(String text, java.util.regex.Matcher oracle, Pattern ours, String word) {
        boolean matched = oracle.reset(word).matches();
        byte[] bytes = ("ab" + word + "ab").getBytes(StandardCharsets.ISO_8859_1);
        Matcher matcher = new Matcher().on(bytes, 2, bytes.length - 2);
        Matcher.Answer answer = matcher.match(ours);
        if (answer == Matcher.Answer.RAN_AWAY) {
            runaways++;
            return;
        }
        assertEquals(matched ? Matcher.Answer.YES : Matcher.Answer.NO, answer,
                () -> text + " and '" + word + "'");
        matches += matched ? 1 : 0;
        for (int group = 1; matched && group <= groups; group++) {
            if (unsure.contains(group)) {
                continue;
            }
            String taken = oracle.group("g" + group);
            assertEquals(taken, matcher.text(ours.group("g" + group)), () -> text + " and '" + word + "'");
            takes += taken == null ? 0 : 1;
        }
    }

    /** @param isInner whether it may be matched again and again, or in vain */
    private String alternatives(int depth, boolean isInner) {
        String all = sequence(depth, isInner);
        return random.nextInt(4) == 0 ? all + "|" + alternatives(depth, isInner) : all;
    }

    private String sequence(int depth, boolean isInner) {
        var all = new StringBuilder();
        for (int i = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            if (random.nextInt(40) == 0) {
                all.append(List.of("^", "$", "(?i)", "(?-i)").get(random.nextInt(4)));
            }
            all.append(random.nextInt(3) > 0 || depth == 0
                    ? single() + quantifier()
                    : group(depth - 1, isInner));
        }
        return all.toString();
    }

    private String single() {
        List<String> all = List.of("a", "b", "ab", ".", "[ab]", "[^a]", "\\x62", "\\w", "\\.", "[a-c.]",
                "\\D", "[]b]",
                "[^-b]", "B", "[A\\w]", "\\xe9");
        return all.get(random.nextInt(all.size()));
    }

    private String group(int depth, boolean isInner) {
        if (random.nextInt(8) == 0) {
            return (random.nextBoolean() ? "(?=" : "(?!") + alternatives(depth, true) + ")";
        }
        String quantifier = quantifier();
        boolean isRepeated = !quantifier.isEmpty() && !quantifier.equals("?") && !quantifier.equals("??");
        String start = List.of("(?:", "(?i:", "(", "(?<", "(?<").get(random.nextInt(5));
        if (start.equals("(?<")) {
            start = "(?<g" + ++groups + ">";
            if (isInner || isRepeated) {
                unsure.add(groups);
            }
        }
        return start + alternatives(depth, isInner || isRepeated) + ")" + quantifier;
    }

    private String quantifier() {
        var all = new ArrayList<>(List.of("?", "*", "+", "{1,2}", "{2}", "{0,2}", "{1,}", "{2,}"));
        all.replaceAll(each -> each + List.of("", "", "?", "+").get(random.nextInt(4)));
        return random.nextInt(2) == 0 ? "" : all.get(random.nextInt(all.size()));
    }

    private String word() {
        var word = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            word.append("aabbA.c\u00e9".charAt(random.nextInt(8)));
        }
        return word.toString();
    }
}
