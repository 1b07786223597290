package poplock.readlog;

import java.util.List;
import java.util.regex.Matcher;

/** A parser whose program matches a tag, with matchers for one source: they are made once, and reset for each line. */
final class Claim {
    /** A rule and its matcher. */
    record Try(Parser.Rule rule, Matcher matcher) {
        /** Whether it matches the whole message. */
        boolean matches(Message message) {
            return matcher.reset(message).matches();
        }

        /** What the group of this number took at the last match; empty if the rule has no such group. */
        String group(int number) {
            String text = number == 0 ? null : matcher.group(number);
            return text == null ? "" : text;
        }
    }

    private final Parser parser;
    private final List<Try> logins;
    private final List<Try> connects;
    private final List<Try> disconnects;

    Claim(Parser parser) {
        this.parser = parser;
        logins = tries(parser.logins());
        connects = tries(parser.connects());
        disconnects = tries(parser.disconnects());
    }

    Parser parser() {
        return parser;
    }

    List<Try> logins() {
        return logins;
    }

    List<Try> connects() {
        return connects;
    }

    List<Try> disconnects() {
        return disconnects;
    }

    private static List<Try> tries(List<Parser.Rule> rules) {
        return rules.stream().map(rule -> new Try(rule, rule.pattern().matcher(""))).toList();
    }
}
