package poplock.readlog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the repeated parts of a regular expression that compiles. */
final class PatternScan {
    /**
     * A part and its quantifier.
     *
     * @param at index of the part
     * @param text the part with its quantifier
     * @param most how often it may repeat; {@link Integer#MAX_VALUE} without a limit
     * @param hasRepeat whether a part of it repeats a varying number of times
     */
    record Repeat(int at, String text, int most, boolean isPossessive, boolean hasRepeat) {
        /** Whether the part is any byte, or all but a few. */
        boolean isAnything() {
            return text.startsWith(".") || text.startsWith("\\S") || text.startsWith("\\D")
                    || text.startsWith("\\W");
        }
    }

    private final String pattern;
    private final List<Repeat> repeats = new ArrayList<>();
    private final Deque<Integer> groups = new ArrayDeque<>();
    private final Deque<Boolean> varies = new ArrayDeque<>();

    PatternScan(String pattern) {
        this.pattern = pattern;
        varies.push(false);
        for (int at = 0; at < pattern.length();) {
            at = part(at);
        }
    }

    List<Repeat> repeats() {
        return repeats;
    }

    /** Index after the part at {@code at} and its quantifier. */
    private int part(int at) {
        return switch (pattern.charAt(at)) {
            case '(' -> {
                groups.push(at);
                varies.push(false);
                yield pattern.startsWith("(?", at) ? at + 2 : at + 1;
            }
            case ')' -> {
                boolean inner = varies.pop();
                yield quantifier(groups.pop(), at + 1, inner);
            }
            case '[' -> quantifier(at, classEnd(at), false);
            case '\\' -> quantifier(at, at + 2, false);
            default -> quantifier(at, at + 1, false);
        };
    }

    private int classEnd(int start) {
        int at = start + 1;
        at += pattern.startsWith("^", at) ? 1 : 0;
        at += pattern.startsWith("]", at) ? 1 : 0;
        while (pattern.charAt(at) != ']') {
            at = pattern.charAt(at) == '\\' ? at + 2 : pattern.charAt(at) == '[' ? classEnd(at) : at + 1;
        }
        return at + 1;
    }

    private int quantifier(int start, int at, boolean inner) {
        char c = at < pattern.length() ? pattern.charAt(at) : 0;
        int end = c == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
        int most = switch (c) {
            case '*', '+' -> Integer.MAX_VALUE;
            case '?' -> 1;
            case '{' -> most(pattern.substring(at + 1, end - 1));
            default -> 0;
        };
        if (most == 0) {
            varies.push(varies.pop() || inner);
            return at;
        }
        boolean isPossessive = pattern.startsWith("+", end);
        int after = isPossessive || pattern.startsWith("?", end) ? end + 1 : end;
        repeats.add(new Repeat(start, pattern.substring(start, after), most, isPossessive, inner));
        varies.push(
                varies.pop() || inner || most > 1 && (c != '{' || pattern.substring(at, end).contains(",")));
        return after;
    }

    private static int most(String limits) {
        int comma = limits.indexOf(',');
        return comma == limits.length() - 1
                ? Integer.MAX_VALUE
                : Integer.parseInt(limits.substring(comma + 1));
    }
}
