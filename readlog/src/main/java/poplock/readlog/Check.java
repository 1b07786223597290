package poplock.readlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Rule;
import poplock.common.Source;
import poplock.posix.Clock;
import poplock.posix.Libc;
import poplock.readlog.line.Zone;
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
     * @param packed the parsers that count where there is no parsers.conf
     * @param out gets what is to be printed
     * @throws poplock.common.Complaint if a parser's definition is wrong
     */
    public static int run(Libc libc, Config config, Supplier<byte[]> packed, StringBuilder out) {
        List<Config.Section> shipped = ParsersFile.read(libc, config, packed);
        Map<String, Parser> known = LoginParsers.known(config, shipped);
        List<Parser> on = LoginParsers.of(config, shipped).parsers();
        plan(libc, config, out);
        line(out, "parsers on: " + names(on));
        var off = new ArrayList<>(known.values());
        off.removeIf(parser -> on.stream().anyMatch(each -> each.name().equals(parser.name())));
        line(out, "parsers off: " + names(off));
        return lint(known.values(), out);
    }

    private static void plan(Libc libc, Config config, StringBuilder out) {
        line(out, "configuration: " + config.file());
        config.sources().forEach(source -> line(out, "reads: " + source));
        if (!config.sources().contains(Config.defaultSource())) {
            line(out, "does not read the default, " + Config.defaultSource() + ", which 'source' replaces");
        }
        line(out, "writes: " + config.dbfile() + ", at most " + config.maxEntries() + " entries");
        line(out, "a login lets its address relay for " + config.expiry());
        if (config.scope().prefix() < 128) {
            line(out, "an IPv6 login lets all of its /" + config.scope().prefix() + " relay: "
                    + meaning(config.scope().prefix()));
        }
        line(out, "a login is of the time that its line's stamp says; a stamp without a zone is of "
                + Zone.nameOfHosts(libc) + " unless zone= stands after the source");
        config.sources().stream().filter(Check::cannotGoBack).forEach(source -> line(out, source
                + " is not told how far it has been read, as it does not name " + Since.VARIABLE
                + ": what is logged while readlog is down counts only if the command prints it all the same"));
        long now = new Clock(libc).now();
        rules("always relay", config.allow().list(), now, out);
        rules("never relay, not recorded", config.deny().list(), now, out);
        rules("not recorded", config.ignore().list(), now, out);
        ProxyTrap.of(config).forEach(finding -> line(out, finding));
    }

    private static String meaning(int prefix) {
        if (prefix > 64) {
            return "less than one network of hosts, so that a client that changes its address may fall out of it";
        }
        return prefix == 64
                ? "one network of hosts, such as a home, an office or a hall full of strangers"
                : "up to " + (1 << 64 - prefix) + " networks of hosts, which may be more than one customer's";
    }

    private static boolean cannotGoBack(Source source) {
        return source.kind() == Source.Kind.COMMAND && !source.place().contains(Since.VARIABLE);
    }

    /** A line that counts no more is named, as it may be one that was forgotten. */
    private static void rules(String what, List<Rule> rules, long now, StringBuilder out) {
        if (!rules.isEmpty()) {
            line(out, what + ": " + String.join(", ",
                    rules.stream().map(rule -> rule + (rule.holds(now) ? "" : " (over)")).toList()));
        }
    }

    private static String names(List<Parser> parsers) {
        return parsers.isEmpty() ? "none" : String.join(" ", parsers.stream().map(Parser::name).toList());
    }

    private static int lint(Iterable<Parser> parsers, StringBuilder out) {
        int exit = Exit.OK;
        for (Parser parser : parsers) {
            for (String finding : Lint.of(parser)) {
                line(out, finding);
                exit = Exit.USAGE;
            }
        }
        return exit;
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }
}
