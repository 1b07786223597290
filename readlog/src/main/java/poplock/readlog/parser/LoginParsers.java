package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Source;
import poplock.program.Warnings;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;

/**
 * The parsers that are on. They are shared by all sources and hold no state; each source reads its lines through a
 * {@link LoginFinder} of its own.
 */
public final class LoginParsers {
    private final List<Parser> parsers;

    public LoginParsers(List<Parser> parsers) {
        this.parsers = parsers;
    }

    /**
     * The parsers that {@code enable} names, out of the shipped ones and those of the configuration. A parser of the
     * configuration replaces a shipped one of the same name.
     *
     * @throws Complaint with file and line, for a wrong definition, even of a parser that is not on, and for an
     *         unknown name
     */
    public static LoginParsers of(Config config, List<Config.Section> shipped) {
        Map<String, Parser> known = known(config, shipped);
        var enabled = new ArrayList<Parser>();
        for (String name : enabled(config, known)) {
            enabled.add(known.get(name));
        }
        return new LoginParsers(List.copyOf(enabled));
    }

    /**
     * One parser alone, whether it is on or not.
     *
     * @throws Complaint as {@link #of} does
     */
    public static LoginParsers only(Config config, List<Config.Section> shipped, String name) {
        Parser parser = known(config, shipped).get(name);
        if (parser == null) {
            throw Complaint.usage("no parser is named '" + name + "'");
        }
        return new LoginParsers(List.of(parser));
    }

    /** Every parser there is, by name, in the order of the files, the shipped ones first. */
    public static Map<String, Parser> known(Config config, List<Config.Section> shipped) {
        var sections = new LinkedHashMap<String, Config.Section>();
        shipped.forEach(section -> sections.put(section.name(), section));
        config.sections().forEach(section -> sections.put(section.name(), section));
        var known = new LinkedHashMap<String, Parser>();
        for (Config.Section section : Likeness.resolve(sections)) {
            known.put(section.name(), Parser.of(section));
        }
        return known;
    }

    public List<Parser> parsers() {
        return parsers;
    }

    /** Reads a log from its first line on, for those who are told of each line what became of it. */
    public LoginFinder follow() {
        return follow(new Source(Source.Kind.STDIN, "", ""), new Drops());
    }

    /** The same of the lines that a source has; {@code drops} counts those that are not believed. */
    public LoginFinder follow(Source source, Drops drops) {
        return new LoginFinder(source, parsers,
                new Site(Zone.UTC, new Warnings(() -> 0, warning -> {}), drops, null), true);
    }

    private static String[] words(String value) {
        return value.replace('\t', ' ').strip().split(" ");
    }

    /** Plain names are the whole set; with none, the default set; {@code +name} and {@code -name} change it. */
    private static Set<String> enabled(Config config, Map<String, Parser> known) {
        var names = new LinkedHashSet<String>();
        String[] words = words(config.enable().value());
        boolean isWhole = false;
        for (String word : words) {
            isWhole |= !word.isEmpty() && !word.startsWith("+") && !word.startsWith("-");
        }
        if (!isWhole) {
            known.forEach((name, parser) -> {
                if (parser.isDefault()) {
                    names.add(name);
                }
            });
        }
        for (String word : words) {
            boolean isOff = word.startsWith("-");
            String name = isOff || word.startsWith("+") ? word.substring(1) : word;
            if (!word.isEmpty() && !known.containsKey(name)) {
                throw Complaint.atLine(config.file(), config.enable().line(),
                        "enable: no parser is named '" + name + "'");
            }
            if (isOff) {
                names.remove(name);
            } else if (!word.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
