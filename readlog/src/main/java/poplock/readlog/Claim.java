package poplock.readlog;

import java.util.List;
import java.util.regex.Matcher;

/** A parser whose program matches a tag, with matchers for one source: they are made once, and reset for each line. */
final class Claim {
    /** A rule and its matcher. */
    static final class Try {
        private final Parser.Rule rule;
        private final Matcher matcher;
        private boolean[] firsts;

        Try(Parser.Rule rule) {
            this.rule = rule;
            matcher = rule.pattern().matcher("");
        }

        Parser.Rule rule() {
            return rule;
        }

        /** Whether it matches the whole message. Most messages are no login by their first byte. */
        boolean matches(Message message) {
            if (firsts == null) {
                firsts = firsts();
            }
            return message.length() > 0 && firsts[message.charAt(0)] && matcher.reset(message).matches();
        }

        /** What the group of this number took at the last match; empty if the rule has no such group. */
        String group(int number) {
            String text = number == 0 ? null : matcher.group(number);
            return text == null ? "" : text;
        }

        /** The bytes that a match may start with: after each of the others the matcher gives up without asking for more. */
        private boolean[] firsts() {
            var may = new boolean[256];
            for (char first = 0; first < may.length; first++) {
                may[first] = matcher.reset(String.valueOf(first)).matches() || matcher.hitEnd();
            }
            return may;
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
        return rules.stream().map(Try::new).toList();
    }
}
