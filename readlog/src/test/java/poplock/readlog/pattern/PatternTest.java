package poplock.readlog.pattern;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.readlog.Allocations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"a\\.b a.b", "[^\\]]+ ab", "\\x41+ AAA", "(?i)user-[a-c] USER-B",
            "(?:(?i)a)b Ab", "a(?=b)bc abc", "(?!ab)a. ac", "^a$ a", ".*?b.*b abbab",
            "(?:ab|a)(?:c|bcd) abcd",
            "[!#-<>-\\[\\]-~]+ #-[]~", "(?:a?)* aaa", "(?:a|){3} aa", "x{2,3}+y xxxy", "(a|b)*c abac",
            "(?:)a a",
            "\\d\\D\\w\\W 1a_-", "(?<n>a)b ab", "a{65535} -", "[-a]+[b-]+ -ab-"})
    void matchesWhatTheDialectSays(String pattern, String text) throws PatternError {
        Matcher.Answer expected = text.equals("-") ? Matcher.Answer.NO : Matcher.Answer.YES;
        assertEquals(expected, on(text).match(Pattern.compile(pattern)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"a ab", "a A", "(?i)[^a] A", "(?:(?i)a)b AB", "a++ab aab",
            "(?:ab|a)++b ab",
            "(?!a)a a", "a(?=c)b ab", "a{2} a", "a{2}b aaab", "[a-c] d", ".. a", "(?i)\\xe9 \u00c9", "$a a",
            "(?=a) a",
            "a^b ab"})
    void matchesNothingElse(String pattern, String text) throws PatternError {
        assertEquals(Matcher.Answer.NO, on(text).match(Pattern.compile(pattern)));
    }

    @Test
    void takesAnyByteForADot() throws PatternError {
        Pattern dot = Pattern.compile(".");
        for (char c = 0; c < 256; c++) {
            assertEquals(Matcher.Answer.YES, on(String.valueOf(c)).match(dot));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"(?<n>a+)(a*)~aaa~aaa", "(?<n>a+?)(a*)~aaa~a", "(?<n>a*)a~aaa~aa",
            "(?:(?<n>a)x|ab)~ab~", "(?:(?<n>[ab]),?)*~a,b~b", "(?:(?<n>a)|b)*~ab~a",
            "(?:(?<n>a+)|b)++c~aabac~a", "(?=(?<n>ab*))a.*~abbc~abb", "(?:(?=(?<n>a))ab|.*)~ac~",
            "(?!(?<n>a)b)ac~ac~", "(?:(?<n>a)++b|ac)~ac~", "(?:x(?<n>a|ab))*c?~xaxabc~ab"})
    void takesWhatPerlTakes(String pattern, String text, String taken) throws PatternError {
        Pattern compiled = Pattern.compile(pattern);
        Matcher matcher = on(text);
        assertEquals(Matcher.Answer.YES, matcher.match(compiled));
        if (taken == null) {
            assertNull(matcher.text(compiled.group("n")));
            assertEquals(-1, matcher.start(compiled.group("n")));
        } else {
            assertEquals(taken, matcher.text(compiled.group("n")));
        }
        assertEquals(0, compiled.group("other"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"ab(?<=b)~3: no part can look behind: write what stands before",
            "a(?>b)~2: '(?>' is not taken: write a possessive quantifier, such as (?:...)?+",
            "(?P<n>a)~1: a group's name is written (?<name>...)", "(?x)a~1: of the flags only (?i) is taken",
            "(?s).~1: leave this flag out: a dot is any byte, a message one line", "(?#a)b~1: no comments",
            "(a)\\1~4: '\\1' is not taken: no part can refer to an earlier one",
            "a\\b~2: '\\b' is not taken: say which",
            "\\p{L}~1: '\\p' is not taken: write a class of bytes, such as [A-Za-z]",
            "\\Qa\\E~1: '\\Q' is not taken: write a backslash before each sign",
            "a\\Z~2: '\\Z' is not taken: leave it out, the whole message is matched",
            "\\x{61}~1: not \\x and two hexadecimal digits: write \\xHH for each byte",
            "\\x4~1: not \\x and two",
            "\\u0061~1: '\\u' is not taken: write \\xHH for each byte",
            "\\y~1: '\\y' is not taken: only signs",
            "a\\~2: a backslash at the end",
            "\u20ac~1: '\u20ac' is no byte: write \\xHH for each of its bytes",
            "(a~1: the group has no end: write \\( for a parenthesis", "a)~2: ')' without '(': write \\)",
            "[a~1: the class has no end: write \\[", "[a[b]~3: '[' in a class: write \\[",
            "[a&&b]~3: '&' in a class",
            "[c-a]~2: the range ends before it begins", "[a-\\w]~2: the range ends",
            "[\\w-z]~2: no range begins so",
            "[a-c-e]~5: a hyphen within a class: write \\-",
            "*a~1: '*' has nothing to repeat: write \\* for the sign",
            "a|+~3: '+' has nothing to repeat", "a**~3: a quantifier of a quantifier",
            "a{2}{3}~5: a quantifier of",
            "{2}~1: '{' has nothing to repeat: write \\{ for a brace", "a{0}~2: nothing can repeat so often",
            "a{3,2}~2: nothing can repeat so often",
            "a{,2}~2: not {n}, {n,} or {n,m} with numbers up to 65535",
            "a{65536}~2: not {n}", "a{99999999999}~2: not {n}", "a{2~2: not {n}", "a{2x}~2: not {n}",
            "(?=a)?b~6: what takes no byte cannot repeat", "^*~2: what takes no byte cannot repeat",
            "(?<n>a)(?<n>b)~8: two groups are named 'n'", "(?<1a>b)~1: the group's name",
            "(?<n_m>b)~1: the group's name",
            "a{nosuch}~2: unknown placeholder {nosuch}", "{word}[~7: the class has no end",
            "{bad}~1: the class has no end"})
    void refusesTheRestWithPlaceAndReason(String pattern, String why) {
        var error = assertThrows(PatternError.class, () -> Pattern.compile(pattern,
                word -> word.equals("word") ? "[ab]+" : word.equals("bad") ? "xx[" : null));
        assertEquals("at character " + why,
                error.getMessage().substring(0, Math.min(error.getMessage().length(), 13 + why.length())));
    }

    @Test
    void takesAWordInBracesAsOnePart() throws PatternError {
        Pattern pattern = Pattern.compile("{ab}{2}c?", word -> word.equals("ab") ? "a|b+" : null);
        assertEquals(Matcher.Answer.YES, on("abbc").match(pattern));
        assertEquals(Matcher.Answer.NO, on("c").match(pattern));
    }

    @Test
    void refusesDeepNesting() throws PatternError {
        assertThrows(PatternError.class, () -> Pattern.compile("(".repeat(41) + "a" + ")".repeat(41)));
        assertThrows(PatternError.class, () -> Pattern.compile("(".repeat(1_000_000)));
        Pattern.compile("(?:".repeat(40) + "a" + ")*".repeat(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ab]*[ab]*[ab]*c", "(?:a+)+b", "(?:a|a)*b", "(?:a?)*?b", "(?:(?:a|aa)+,)*",
            "(?:a*)*b",
            "(?=(?:a|a)*c)a*", "(?:(?:a|a)*c)?+a*"})
    void endsWhenAPatternRunsAway(String pattern) throws PatternError {
        String text = "a".repeat(4000);
        assertEquals(Matcher.Answer.RAN_AWAY, on(text).match(Pattern.compile(pattern)));
    }

    @Test
    void boundsTheWaysThatWait() throws PatternError {
        Pattern deep = Pattern.compile("(?:a|a|a|a)*b");
        String text = "a".repeat(4000);
        assertEquals(Matcher.Answer.RAN_AWAY, on(text).match(deep));
        Pattern quick = Pattern.compile("a*b|(?:a|b)*");
        assertEquals(Matcher.Answer.YES, on(text).match(quick));
    }

    @Test
    void countsTheWorkOfAllPatternsTogether() throws PatternError {
        Pattern quick = Pattern.compile("a*b");
        Matcher matcher = on("a".repeat(4000));
        for (int i = 0; i < 20; i++) {
            assertEquals(Matcher.Answer.NO, matcher.match(quick));
        }
        assertEquals(Matcher.Answer.RAN_AWAY, matcher.match(quick));
        assertEquals(Matcher.Answer.RAN_AWAY, matcher.match(Pattern.compile("b")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"user (a+) ok~user aaa no~9", "abc~abd~2", "abc~ab~2",
            "a[bc]{2,4}d~abcx~3", "(?:xy|xz)w~xzv~2", "(?!abc)[a-z]+1~abcd~2", "(?!abc)[a-z]+1~abd~3"})
    void saysHowFarAPatternComes(String pattern, String text, int reach) throws PatternError {
        assertEquals(reach, on(text).reach(Pattern.compile(pattern)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"user=(?<n>[^ ]+) from [0-9.]+~user=joe from 192.0.2.7",
            "(?:(?<n>[a-z]{1,5}?)[, ]*+){2,9}(?!x)~a, bc, def, ghij", "(?:(?:ab|a)*,)*c~abaab,aab,c"})
    void allocatesNothingForAMatch(String pattern, String text) throws PatternError {
        Pattern compiled = Pattern.compile(pattern);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        var matcher = new Matcher();
        assertEquals(Matcher.Answer.YES, matcher.on(bytes, 0, bytes.length).match(compiled));
        Allocations.assertNone(() -> {
            matcher.on(bytes, 0, bytes.length).match(compiled);
            matcher.on(bytes, 0, bytes.length - 1).match(compiled);
        });
    }

    /** Somewhere in a buffer. */
    private static Matcher on(String text) {
        byte[] bytes = ("ab" + text + "ab").getBytes(StandardCharsets.ISO_8859_1);
        return new Matcher().on(bytes, 2, bytes.length - 2);
    }
}
