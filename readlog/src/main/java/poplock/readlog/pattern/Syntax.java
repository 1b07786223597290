package poplock.readlog.pattern;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads the dialect, as the package's description gives it. Of what is not of it nothing is guessed. */
final class Syntax extends SetSyntax {
    /** Groups within groups. */
    private static final int MAX_NESTING = 40;
    private static final String QUANTIFIERS = "?*+{";

    private final Names names;
    private final UnaryOperator<String> placeholders;
    /** Where the word in braces stands whose pattern this is; -1 if it is what the administrator wrote. */
    private final int placeholder;
    private boolean isFolding;
    private int nesting;

    private Syntax(String text, Names names, UnaryOperator<String> placeholders, int placeholder) {
        super(text);
        this.names = names;
        this.placeholders = placeholders;
        this.placeholder = placeholder;
    }

    static Part read(String text, Names names, UnaryOperator<String> placeholders) throws PatternError {
        return new Syntax(text, names, placeholders, -1).whole();
    }

    private Part whole() throws PatternError {
        Part whole = alternatives();
        if (at < text.length()) {
            throw error(at, "')' without '(': write \\) for a parenthesis");
        }
        return whole;
    }

    @Override
    protected int place(int index) {
        return placeholder < 0 ? index : placeholder;
    }

    @Override
    protected ByteSet fold(ByteSet set) {
        return isFolding ? set.inBothCases() : set;
    }

    private Part alternatives() throws PatternError {
        boolean wasFolding = isFolding;
        var all = new ArrayList<Part>();
        do {
            all.add(sequence());
        } while (skip("|"));
        isFolding = wasFolding;
        return all.size() == 1 ? all.getFirst() : new Part.Choice(all);
    }

    private Part sequence() throws PatternError {
        var parts = new ArrayList<Part>();
        var literal = new ByteArrayOutputStream();
        while (at < text.length() && !isAt("|") && !isAt(")")) {
            int start = at;
            Part part = part();
            if (part instanceof Part.One one && !isQuantified() && one.set().only() >= 0) {
                literal.write(one.set().only());
                continue;
            }
            flush(literal, parts);
            if (part != null) {
                parts.add(repeated(part, start));
            }
        }
        flush(literal, parts);
        return parts.size() == 1 ? parts.getFirst() : new Part.Sequence(parts);
    }

    private static void flush(ByteArrayOutputStream literal, List<Part> parts) {
        if (literal.size() > 0) {
            parts.add(new Part.Text(literal.toByteArray()));
            literal.reset();
        }
    }

    /** The part at the present place, without its quantifier; null if it was but a flag. */
    private Part part() throws PatternError {
        return switch (text.charAt(at)) {
            case '(' -> group();
            case '[' -> new Part.One(set());
            case '\\' -> new Part.One(fold(escape()));
            case '{' -> placeholder();
            case '?', '*', '+' -> throw error(at, "'" + text.charAt(at) + "' has nothing to repeat: write \\"
                    + text.charAt(at) + " for the sign");
            case '.' -> {
                at++;
                yield new Part.One(ByteSet.ANY_BYTE);
            }
            case '^', '$' -> new Part.Edge(text.charAt(at++) == '^');
            default -> new Part.One(fold(ByteSet.of(literal())));
        };
    }

    private Part placeholder() throws PatternError {
        int start = at;
        int end = text.indexOf('}', at);
        boolean isWord = end > at + 1 && Character.isLetter(text.charAt(at + 1));
        if (!isWord) {
            throw error(start, "'{' has nothing to repeat: write \\{ for a brace");
        }
        String word = text.substring(start + 1, end);
        String pattern = placeholders.apply(word);
        if (pattern == null) {
            throw error(start, "unknown placeholder {" + word + "}");
        }
        at = end + 1;
        return new Syntax(pattern, names, placeholders, place(start)).whole();
    }

    private Part group() throws PatternError {
        int start = at++;
        if (++nesting > MAX_NESTING) {
            throw error(start, "more than " + MAX_NESTING + " groups within each other");
        }
        boolean wasFolding = isFolding;
        Part part = null;
        if (skip("?=") || skip("?!")) {
            boolean isWanted = text.charAt(at - 1) == '=';
            part = new Part.Look(inner(start), isWanted);
        } else if (isAt("?<") && at + 2 < text.length() && isWord(text.charAt(at + 2))) {
            int number = name(start);
            part = new Part.Group(number, inner(start));
        } else if (!skip("?")) {
            part = inner(start);
        } else if (!flags(start)) {
            part = inner(start);
            isFolding = wasFolding;
        }
        nesting--;
        return part;
    }

    private Part inner(int start) throws PatternError {
        Part part = alternatives();
        if (!skip(")")) {
            throw error(start, "the group has no end: write \\( for a parenthesis");
        }
        return part;
    }

    private int name(int start) throws PatternError {
        at += 2;
        int from = at;
        while (at < text.length() && isWord(text.charAt(at)) && !isAt("_")) {
            at++;
        }
        String name = text.substring(from, at);
        if (!skip(">") || !Character.isLetter(name.charAt(0))) {
            throw error(start, "the group's name is not a letter, then letters and digits, in < and >");
        }
        if (names.group(name) > 0) {
            throw error(start, "two groups are named '" + name + "'");
        }
        return names.add(name, place(start));
    }

    /** What stands after {@code (?}; whether the group ends at once. */
    private boolean flags(int start) throws PatternError {
        int from = at;
        boolean isOn = !skip("-");
        if (skip("i")) {
            isFolding = isOn;
        } else if (!isOn) {
            at = text.length();
        }
        if (skip(")")) {
            return true;
        }
        if (!skip(":")) {
            at = from;
            throw error(start, instead());
        }
        return false;
    }

    private String instead() {
        if (isAt("<=") || isAt("<!")) {
            return "no part can look behind: write what stands before";
        }
        return isAt(">")
                ? "'(?>' is not taken: write a possessive quantifier, such as (?:...)?+"
                : isAt("P<") || isAt("<") || isAt("'")
                        ? "a group's name is written (?<name>...)"
                        : isAt("#")
                                ? "no comments within a pattern"
                                : isAt("s") || isAt("m")
                                        ? "leave this flag out: a dot is any byte, a message one line"
                                        : "of the flags only (?i) is taken; write (?:...) for a plain group";
    }

    private boolean isQuantified() {
        return at < text.length() && QUANTIFIERS.indexOf(text.charAt(at)) >= 0
                && (!isAt("{") || at + 1 < text.length() && !Character.isLetter(text.charAt(at + 1)));
    }

    private Part repeated(Part part, int start) throws PatternError {
        if (!isQuantified()) {
            return part;
        }
        int from = at;
        boolean isEmpty = text.startsWith("(?=", start) || text.startsWith("(?!", start)
                || text.charAt(start) == '^' || text.charAt(start) == '$';
        if (isEmpty) {
            throw error(from, "what takes no byte cannot repeat");
        }
        int least = isAt("+") ? 1 : 0;
        int most = isAt("?") ? 1 : Integer.MAX_VALUE;
        if (isAt("{")) {
            int comma = text.indexOf(',', at);
            int end = text.indexOf('}', at);
            boolean isRange = comma >= 0 && comma < end;
            least = number(from, at + 1, isRange ? comma : end);
            most = !isRange ? least : comma + 1 == end ? most : number(from, comma + 1, end);
            at = end;
        }
        at++;
        if (most == 0 || most < least) {
            throw error(from, "nothing can repeat so often");
        }
        Repeat.Manner manner = skip("+")
                ? Repeat.Manner.POSSESSIVE
                : skip("?") ? Repeat.Manner.LAZY : Repeat.Manner.GREEDY;
        if (isQuantified()) {
            throw error(at, "a quantifier of a quantifier: write (?:...) around what is to repeat");
        }
        names.repetitions().add(new Pattern.Repetition(place(start), text.substring(start, at), most,
                manner == Repeat.Manner.POSSESSIVE, part.varies()));
        return new Repeat(part, least, most, manner);
    }
}
