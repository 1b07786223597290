package poplock.readlog;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Rule;
import poplock.common.Source;
import poplock.readlog.parser.Lint;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.Parser;
import poplock.readlog.parser.ParsersFile;
import poplock.readlog.source.Since;

/** {@code readlog --check}: what readlog would do with a configuration, and what is likely to be a mistake in it. */
public final class Check {
    private Check() {}

    /**
     * Checks a configuration that could be read.
     *
     * @return {@link Exit#OK}, or {@link Exit#USAGE} if a parser looks mistaken
     * @throws poplock.common.Complaint if a parser's definition is wrong
     */
    public static int run(Config config, PrintStream out) {
        List<Config.Section> shipped = ParsersFile.read(config);
        Map<String, Parser> known = LoginParsers.known(config, shipped);
        List<Parser> on = LoginParsers.of(config, shipped).parsers();
        plan(config, out);
        out.println("parsers on: " + names(on));
        var off = new ArrayList<>(known.values());
        off.removeIf(parser -> on.stream().anyMatch(each -> each.name().equals(parser.name())));
        out.println("parsers off: " + names(off));
        return lint(known.values(), out);
    }

    private static void plan(Config config, PrintStream out) {
        out.println("configuration: " + config.file());
        config.sources().forEach(source -> out.println("reads: " + source));
        if (!config.sources().contains(Config.defaultSource())) {
            out.println("does not read the default, " + Config.defaultSource() + ", which 'source' replaces");
        }
        out.println("writes: " + config.dbfile() + ", at most " + config.maxEntries() + " entries");
        out.println("a login lets its address relay for " + config.expiry());
        out.println("a login is of the time that its line's stamp says; a stamp without a zone is of "
                + ZoneId.systemDefault() + " unless zone= stands after the source");
        config.sources().stream().filter(Check::cannotGoBack).forEach(source -> out.println(source
                + " is not told how far it has been read, as it does not name " + Since.VARIABLE
                + ": what is logged while readlog is down counts only if the command prints it all the same"));
        rules("always relay", config.allow().list(), out);
        rules("never relay, not recorded", config.deny().list(), out);
        rules("not recorded", config.ignore().list(), out);
        ProxyTrap.of(config).forEach(out::println);
    }

    private static boolean cannotGoBack(Source source) {
        return source.kind() == Source.Kind.COMMAND && !source.place().contains(Since.VARIABLE);
    }

    /** A line that counts no more is named, as it may be one that was forgotten. */
    private static void rules(String what, List<Rule> rules, PrintStream out) {
        long now = System.currentTimeMillis() / 1000;
        if (!rules.isEmpty()) {
            out.println(what + ": " + String.join(", ",
                    rules.stream().map(rule -> rule + (rule.holds(now) ? "" : " (over)")).toList()));
        }
    }

    private static String names(List<Parser> parsers) {
        return parsers.isEmpty() ? "none" : String.join(" ", parsers.stream().map(Parser::name).toList());
    }

    private static int lint(Iterable<Parser> parsers, PrintStream out) {
        int exit = Exit.OK;
        for (Parser parser : parsers) {
            for (String finding : Lint.of(parser)) {
                out.println(finding);
                exit = Exit.USAGE;
            }
        }
        return exit;
    }
}
