package poplock.readlog.parser;

import java.util.List;

import poplock.common.Address;
import poplock.posix.CString;
import poplock.readlog.line.Header;
import poplock.readlog.pattern.Matcher;

/** Whether a parser recognises a sample: a log line, or the bare message of a source whose lines have no header. */
final class Sample {
    private Sample() {}

    /** @return null if it does, else why not */
    static String judge(Parser parser, String sample) {
        byte[] bytes = CString.bytes(sample);
        Header header = Header.parse(bytes, 0, bytes.length);
        var matcher = new Matcher();
        boolean isClaimed = header != null && matcher.on(bytes, header.tagStart(), header.tagEnd())
                .match(parser.program().pattern()) == Matcher.Answer.YES;
        int message = isClaimed ? header.message() : 0;
        for (List<Parser.Rule> rules : List.of(parser.logins(), parser.connects(), parser.disconnects())) {
            for (Parser.Rule rule : rules) {
                matcher.on(bytes, message, bytes.length);
                if (matcher.match(rule.pattern()) == Matcher.Answer.YES) {
                    return isSound(matcher, rule, bytes)
                            ? null
                            : "what stands in the address's place is none";
                }
            }
        }
        return header != null && !isClaimed
                ? "'program' does not match its tag"
                : "no pattern of the parser matches it";
    }

    private static boolean isSound(Matcher matcher, Parser.Rule rule, byte[] sample) {
        if (rule.ip() == 0) {
            return true;
        }
        int start = matcher.start(rule.ip());
        return start >= 0 && Address.parse(sample, start, matcher.end(rule.ip())).isPresent();
    }
}
