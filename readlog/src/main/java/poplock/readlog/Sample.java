package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

import poplock.common.Address;

/** Whether a parser recognises a sample: a log line, or the bare message of a source whose lines have no header. */
final class Sample {
    private Sample() {}

    /** @return null if it does, else why not */
    static String judge(Parser parser, String sample) {
        byte[] bytes = sample.getBytes(StandardCharsets.ISO_8859_1);
        Header header = Header.parse(bytes, 0, bytes.length);
        boolean isClaimed = header != null
                && claims(parser, sample.substring(header.tagStart(), header.tagEnd()));
        String message = isClaimed ? sample.substring(header.message()) : sample;
        for (List<Parser.Rule> rules : List.of(parser.logins(), parser.connects(), parser.disconnects())) {
            for (Parser.Rule rule : rules) {
                Matcher matcher = rule.pattern().matcher(message);
                if (matcher.matches()) {
                    boolean isSound = rule.ip() == 0 || Address.parse(matcher.group(rule.ip())).isPresent();
                    return isSound ? null : "what stands in the address's place is none";
                }
            }
        }
        return header != null && !isClaimed
                ? "'program' does not match its tag"
                : "no pattern of the parser matches it";
    }

    private static boolean claims(Parser parser, String tag) {
        return parser.program().pattern().matcher(tag).matches();
    }
}
