package poplock.readlog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The rule that comes nearest to a message none matches, and how far it comes: what an administrator who writes a pattern
 * wants to know.
 *
 * @param bytes length of the longest start of the message that could still have become a match
 */
record Nearest(Parser parser, Parser.Rule rule, int bytes) {
    /** For each parser its nearest rule, the nearest parser first. */
    static List<Nearest> of(Claim[] claiming, Line line) {
        var found = new ArrayList<Nearest>();
        for (Claim claim : claiming) {
            Nearest best = null;
            for (Parser.Rule rule : rules(claim.parser())) {
                var its = new Nearest(claim.parser(), rule, longest(rule, line));
                best = best == null || its.bytes > best.bytes ? its : best;
            }
            found.add(best);
        }
        found.sort((a, b) -> Integer.compare(b.bytes, a.bytes));
        return found;
    }

    private static List<Parser.Rule> rules(Parser parser) {
        var rules = new ArrayList<Parser.Rule>(parser.logins());
        rules.addAll(parser.connects());
        return rules;
    }

    /** Bisects: if a start of the message can become a match, so can every shorter one. */
    private static int longest(Parser.Rule rule, Line line) {
        int possible = 0;
        int impossible = line.messageLength() + 1;
        while (impossible - possible > 1) {
            int middle = possible + impossible >>> 1;
            if (isStart(rule, line, middle)) {
                possible = middle;
            } else {
                impossible = middle;
            }
        }
        return possible;
    }

    private static boolean isStart(Parser.Rule rule, Line line, int length) {
        int start = line.message();
        Matcher matcher = rule.pattern()
                .matcher(new Message().of(line.buffer(), start, start + length));
        try {
            return matcher.matches() || matcher.hitEnd();
        } catch (Message.RunAway | StackOverflowError e) {
            return false;
        }
    }
}
