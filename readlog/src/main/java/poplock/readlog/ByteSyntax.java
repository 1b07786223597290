package poplock.readlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the dialect of {@link BytePattern}: literals, escapes, classes, the dot, groups (named or not), alternatives, greedy and
 * possessive quantifiers, and negative lookahead. That is all that the shipped patterns use. Of the rest of java.util.regex's
 * syntax nothing is guessed: a pattern with any of it is not taken.
 */
final class ByteSyntax {
    private static final String QUANTIFIERS = "?*+{";
    private static final String NOT_TAKEN = QUANTIFIERS + "^$";

    /** Something that is not of the dialect. */
    private static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1;

        NotTaken() {
            super("not of the dialect", null, false, false);
        }
    }

    private record Quantifier(int least, int most, boolean isPossessive) {}

    private final String text;
    private final List<ByteNode> nodes = new ArrayList<>();
    private int at;
    private int groups;
    private int loops;

    private ByteSyntax(String text) {
        this.text = text;
    }

    /**
     * Reads a pattern that java.util.regex has compiled, with no flag but {@link Pattern#DOTALL}.
     *
     * @return empty if it is not of the dialect
     */
    static Optional<BytePattern> read(String pattern) {
        var syntax = new ByteSyntax(pattern);
        try {
            List<ByteNode> parts = syntax.alternatives();
            if (syntax.at < pattern.length()) {
                return Optional.empty();
            }
            ByteNode first = ByteNode.chain(parts, new ByteNode.End());
            syntax.nodes.forEach(ByteNode::prepare);
            return Optional.of(new BytePattern(first, syntax.groups, syntax.loops));
        } catch (NotTaken e) {
            return Optional.empty();
        }
    }

    private List<ByteNode> alternatives() throws NotTaken {
        var all = new ArrayList<List<ByteNode>>();
        do {
            all.add(sequence());
        } while (skip("|"));
        return all.size() == 1 ? all.getFirst() : List.of(add(new ByteGroup.Choice(all)));
    }

    private List<ByteNode> sequence() throws NotTaken {
        var parts = new ArrayList<ByteNode>();
        var literal = new ByteArrayOutputStream();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            boolean isGroup = text.charAt(at) == '(';
            int start = at;
            at = isGroup ? at : partEnd();
            if (!isGroup && isLiteral(start) && !isQuantified()) {
                literal.write(text.charAt(at - 1));
                continue;
            }
            flush(literal, parts);
            if (isGroup) {
                parts.addAll(group());
            } else {
                boolean[] in = members(text.substring(start, at));
                Quantifier times = quantifier();
                parts.add(add(new ByteNode.Span(in, times.least, times.most, times.isPossessive)));
            }
        }
        flush(literal, parts);
        if (parts.isEmpty()) {
            throw new NotTaken();
        }
        return parts;
    }

    private void flush(ByteArrayOutputStream literal, List<ByteNode> parts) {
        if (literal.size() > 0) {
            parts.add(add(new ByteNode.Text(literal.toByteArray())));
            literal.reset();
        }
    }

    private <N extends ByteNode> N add(N node) {
        nodes.add(node);
        return node;
    }

    private List<ByteNode> group() throws NotTaken {
        at++;
        boolean isNot = skip("?!");
        boolean takes = !isNot && !skip("?:");
        if (takes && skip("?<")) {
            name();
        }
        int before = groups;
        int number = takes ? ++groups : 0;
        var parts = new ArrayList<>(alternatives());
        if (!skip(")") || isNot && (groups > before || isQuantified())) {
            throw new NotTaken();
        }
        if (takes) {
            parts.addFirst(add(new ByteGroup.Open(number)));
            parts.addLast(add(new ByteGroup.Close(number)));
        }
        if (isNot) {
            return List.of(add(new ByteGroup.Not(parts)));
        }
        return isQuantified() ? List.of(repeated(parts, groups > before)) : parts;
    }

    /** @param takes whether a part is a group that takes something: it may be optional, but not in a loop */
    private ByteNode repeated(List<ByteNode> parts, boolean takes) throws NotTaken {
        Quantifier times = quantifier();
        boolean isOptional = times.most == 1 && times.least == 0 && !times.isPossessive;
        if (ByteNode.mayBeEmpty(parts) || takes && !isOptional) {
            throw new NotTaken();
        }
        if (isOptional) {
            return add(new ByteGroup.Choice(List.of(parts, List.of())));
        }
        return add(times.isPossessive
                ? new ByteGroup.Possessive(parts, times.least, times.most)
                : new ByteGroup.Loop(parts, times.least, times.most, loops++));
    }

    private void name() throws NotTaken {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (at == start || !skip(">")) {
            throw new NotTaken();
        }
    }

    private boolean skip(String what) {
        boolean isThere = text.startsWith(what, at);
        at += isThere ? what.length() : 0;
        return isThere;
    }

    /** Index after the single byte, escape or class at the present place. */
    private int partEnd() throws NotTaken {
        char c = text.charAt(at);
        if (c == '[') {
            return classEnd();
        }
        if (NOT_TAKEN.indexOf(c) >= 0 || c > 0xff) {
            throw new NotTaken();
        }
        return c == '\\' ? escapeEnd(at) : at + 1;
    }

    /** Whether the part from {@code start} to here stands for its own last character. */
    private boolean isLiteral(int start) {
        char c = text.charAt(start);
        return c == '\\' ? at == start + 2 && !isWord(text.charAt(start + 1)) : c != '[' && c != '.';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private int escapeEnd(int start) throws NotTaken {
        char c = start + 1 < text.length() ? text.charAt(start + 1) : 'Q';
        if (c == 'x' && start + 4 <= text.length() && text.charAt(start + 2) != '{') {
            return start + 4;
        }
        if (isWord(c) && "dDwWsS".indexOf(c) < 0 || c > 0x7e) {
            throw new NotTaken();
        }
        return start + 2;
    }

    private int classEnd() throws NotTaken {
        int start = text.startsWith("[^", at) ? at + 2 : at + 1;
        int place = start;
        while (place < text.length() && (text.charAt(place) != ']' || place == start)) {
            char c = text.charAt(place);
            if (c == '[' || c == ']' || c > 0xff || text.startsWith("&&", place)) {
                throw new NotTaken();
            }
            place = c == '\\' ? escapeEnd(place) : place + 1;
        }
        return place + 1;
    }

    /** The bytes that a part stands for, asked of java.util.regex, which cannot differ then. */
    private static boolean[] members(String part) {
        Matcher matcher = Pattern.compile(part, Pattern.DOTALL).matcher("");
        var in = new boolean[ByteNode.END + 1];
        for (char c = 0; c < ByteNode.END; c++) {
            in[c] = matcher.reset(String.valueOf(c)).matches();
        }
        return in;
    }

    private boolean isQuantified() {
        return at < text.length() && QUANTIFIERS.indexOf(text.charAt(at)) >= 0;
    }

    private Quantifier quantifier() throws NotTaken {
        if (!isQuantified()) {
            return new Quantifier(1, 1, false);
        }
        Quantifier times = switch (text.charAt(at++)) {
            case '?' -> new Quantifier(0, 1, false);
            case '*' -> new Quantifier(0, Integer.MAX_VALUE, false);
            case '+' -> new Quantifier(1, Integer.MAX_VALUE, false);
            default -> limits();
        };
        boolean isPossessive = skip("+");
        if (isQuantified() || times.most == 0) {
            throw new NotTaken();
        }
        return new Quantifier(times.least, times.most, isPossessive);
    }

    private Quantifier limits() throws NotTaken {
        int close = text.indexOf('}', at);
        String[] limits = text.substring(at, close).split(",", -1);
        at = close + 1;
        try {
            int least = Integer.parseInt(limits[0]);
            String last = limits[limits.length - 1];
            return new Quantifier(least, last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last), false);
        } catch (NumberFormatException e) {
            throw new NotTaken();
        }
    }
}
