package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.List;

import poplock.common.Config;
import poplock.readlog.pattern.Pattern;

/** What is legal in a parser but most likely a mistake. */
public final class Lint {
    /** Quantifier on the innermost thing that may repeat at will. */
    private static final int MANY = 10;

    private final Parser parser;
    private final List<String> findings = new ArrayList<>();

    private Lint(Parser parser) {
        this.parser = parser;
    }

    /** One finding a line, with file and line; empty if there is nothing to find. */
    public static List<String> of(Parser parser) {
        var lint = new Lint(parser);
        lint.samples();
        parser.logins().forEach(lint::pattern);
        parser.connects().forEach(lint::pattern);
        return lint.findings;
    }

    private void samples() {
        for (Config.Setting sample : parser.samples()) {
            String why = Sample.judge(parser, sample.value());
            if (why != null) {
                add(sample, why);
            }
        }
    }

    private void pattern(Parser.Rule rule) {
        int address = rule.pattern().place("ip");
        for (Pattern.Repetition repeat : rule.pattern().repetitions()) {
            if (repeat.isAnything() && repeat.most() > 1 && repeat.at() < address) {
                add(rule.setting(), "'" + repeat.text()
                        + "' before the address: a client who may write anything there writes an address");
            }
            if (repeat.repeatsRepeats() && repeat.most() >= MANY && !repeat.isPossessive()) {
                add(rule.setting(), "'" + repeat.text()
                        + "' repeats what repeats: a hostile line makes it run away");
            }
        }
    }

    private void add(Config.Setting setting, String what) {
        findings.add(parser.section().file() + ":" + setting.line() + ": parser '" + parser.name() + "': "
                + setting.key() + ": " + what);
    }
}
