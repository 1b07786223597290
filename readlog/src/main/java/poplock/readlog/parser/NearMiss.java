package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.List;

import poplock.readlog.line.LogLine;
import poplock.readlog.pattern.Matcher;

/**
 * The rule that comes nearest to a message none matches, and how far it comes: what an administrator who writes a pattern
 * wants to know.
 *
 * @param bytes length of the longest start of the message that could still have become a match
 */
public record NearMiss(Parser parser, Parser.Rule rule, int bytes) {
    /** For each parser its nearest rule, the nearest parser first. */
    public static List<NearMiss> of(Parser[] claiming, LogLine line) {
        var matcher = new Matcher();
        var found = new ArrayList<NearMiss>();
        for (Parser parser : claiming) {
            NearMiss best = null;
            for (Parser.Rule rule : rules(parser)) {
                matcher.on(line.buffer(), line.message(), line.messageEnd());
                var its = new NearMiss(parser, rule, matcher.reach(rule.pattern()));
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
}
