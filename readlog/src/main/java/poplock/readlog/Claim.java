package poplock.readlog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

import poplock.common.Address;

/** A parser whose program matches a tag, with matchers for one source: they are made once, and reset for each line. */
final class Claim {
    /** A rule and its matcher: one of bytes if the pattern is of its dialect. */
    static final class Try {
        private final Parser.Rule rule;
        private BytePattern bytes;
        private Matcher matcher;

        Try(Parser.Rule rule) {
            this.rule = rule;
        }

        Parser.Rule rule() {
            return rule;
        }

        /**
         * Whether it matches the whole message.
         *
         * @throws Message.RunAway if that takes too long
         */
        boolean matches(Message message) {
            if (bytes == null && matcher == null) {
                prepare();
            }
            return bytes == null ? matcher.reset(message).matches() : bytes.matches(message);
        }

        /** What the group of this number took at the last match; empty if the rule has no such group. */
        String group(int number) {
            String text = number == 0 ? null : bytes == null ? matcher.group(number) : bytes.group(number);
            return text == null ? "" : text;
        }

        /** The address that the last match took; empty if it is none. */
        Optional<Address> address() {
            return bytes == null ? Address.parse(group(rule.ip())) : bytes.address(rule.ip());
        }

        /** When it is asked for the first time: a host has few of the servers that there are parsers for. */
        private void prepare() {
            bytes = ByteSyntax.read(rule.pattern().pattern()).orElse(null);
            matcher = bytes == null ? rule.pattern().matcher("") : null;
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
