package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import poplock.common.Address;
import poplock.common.Printable;
import poplock.readlog.line.LogLine;
import poplock.readlog.pattern.Matcher;

/**
 * The tags that no parser claims although messages of theirs would be logins: a server that the site has given a name of its
 * own. Whoever can log may log so under any tag, so they are remembered up to a number only, and it is for the administrator
 * to say which are his server's.
 */
public final class UnclaimedTags {
    private static final int MAX = 100;

    private record Key(String tag, String parser) {}

    private final List<Parser> parsers;
    private final Matcher matcher = new Matcher();
    private final Map<Key, Integer> counts = new LinkedHashMap<>();
    private long others;

    public UnclaimedTags(List<Parser> parsers) {
        this.parsers = parsers;
    }

    /** Takes a line that no parser claims. */
    public void take(LogLine line) {
        for (Parser parser : parsers) {
            if (!parser.joins() && wouldBeLogin(line, parser)) {
                var key = new Key(line.tag(), parser.name());
                boolean hasRoom = counts.size() < MAX || counts.containsKey(key);
                others += hasRoom ? 0 : 1;
                if (hasRoom) {
                    counts.merge(key, 1, Integer::sum);
                }
                return;
            }
        }
    }

    private boolean wouldBeLogin(LogLine line, Parser parser) {
        matcher.on(line.buffer(), line.message(), line.messageEnd());
        for (Parser.Rule rule : parser.logins()) {
            if (matcher.match(rule.pattern()) == Matcher.Answer.YES) {
                String address = matcher.text(rule.ip());
                return address != null && Address.parse(address).isPresent();
            }
        }
        return false;
    }

    /** One a tag and parser, the most frequent first: how to have the parser claim it. */
    public List<String> advice() {
        var advice = new ArrayList<String>();
        counts.entrySet().stream().sorted(Map.Entry.<Key, Integer>comparingByValue().reversed())
                .forEach(each -> advice.add(advice(each.getKey(), each.getValue())));
        if (others > 0) {
            advice.add(lines(others) + " of other tags would be logins, too");
        }
        return advice;
    }

    private String advice(Key key, int count) {
        return lines(count) + " of '" + Printable.escaped(key.tag) + "' would be logins of " + key.parser
                + ": [parser "
                + name(key.tag) + "] like = " + key.parser + ", program = " + program(key.tag);
    }

    private static String lines(long count) {
        return count + (count == 1 ? " line" : " lines");
    }

    /** The tag, as far as it can be a parser's name, and no other parser's. */
    private String name(String tag) {
        var text = new StringBuilder();
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            text.append(isAlphanumeric(c) || "-_.".indexOf(c) >= 0 ? c : '-');
        }
        String name = text.toString();
        boolean isTaken = parsers.stream().anyMatch(parser -> parser.name().equals(name));
        return isTaken || !isAlphanumeric(name.charAt(0)) ? "my-" + name : name;
    }

    /** A pattern that matches the tag and nothing else. */
    private static String program(String tag) {
        var pattern = new StringBuilder();
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            boolean isPlain = isAlphanumeric(c) || "-_/".indexOf(c) >= 0;
            pattern.append(isPlain ? "" + c : c > ' ' && c < 0x7f ? "\\" + c : Printable.escaped("" + c));
        }
        return pattern.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
