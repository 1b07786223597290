package poplock.readlog.pattern;

import java.util.List;
import java.util.function.UnaryOperator;

/** A compiled pattern, for any number of matchers. The dialect stands in the package's description. */
public final class Pattern {
    private final Program program;
    private final Names names;

    /**
     * A part that may be matched several times, for those who look for mistakes.
     *
     * @param at index in the pattern
     * @param text the part with its quantifier
     * @param most how often it may repeat; {@link Integer#MAX_VALUE} without a limit
     * @param repeatsRepeats whether a part of it repeats a varying number of times
     */
    public record Repetition(int at, String text, int most, boolean isPossessive, boolean repeatsRepeats) {
        /** Whether the part is any byte, or all but a few. */
        public boolean isAnything() {
            return text.startsWith(".") || text.startsWith("\\S") || text.startsWith("\\D")
                    || text.startsWith("\\W");
        }
    }

    private Pattern(Program program, Names names) {
        this.program = program;
        this.names = names;
    }

    /**
     * Compiles a pattern.
     *
     * @param text its characters are bytes, as ISO-8859-1
     * @param placeholders the pattern that a word in braces stands for, null if the word is unknown
     * @throws PatternError if it is wrong, or not of the dialect
     */
    public static Pattern compile(String text, UnaryOperator<String> placeholders) throws PatternError {
        var names = new Names();
        Part whole = Syntax.read(text, names, placeholders);
        return new Pattern(Writer.write(whole, names.count()), names);
    }

    /**
     * Compiles a pattern without words in braces.
     *
     * @throws PatternError if it is wrong, or not of the dialect
     */
    public static Pattern compile(String text) throws PatternError {
        return compile(text, word -> null);
    }

    /** The number of the group of this name; 0 if there is none. */
    public int group(String name) {
        return names.group(name);
    }

    /** Index in the pattern at which the group of this name begins; -1 if there is none. */
    public int place(String name) {
        return names.place(name);
    }

    /** What repeats in it, outer ones after those in them. */
    public List<Repetition> repetitions() {
        return names.repetitions();
    }

    Program program() {
        return program;
    }
}
