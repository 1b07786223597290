package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import poplock.common.Complaint;
import poplock.common.Config;

/**
 * Puts in the place of {@code like = NAME} what the parser of that name has: all its settings but those of a key that the
 * section gives itself. Samples are left out, since they are of the other's tag.
 */
final class Likeness {
    private static final String KEY = "like";

    private final Map<String, Config.Section> sections;
    private final Map<String, Config.Section> whole = new LinkedHashMap<>();

    private Likeness(Map<String, Config.Section> sections) {
        this.sections = sections;
    }

    /**
     * The sections, none of them like another any more, in the same order.
     *
     * @throws Complaint with file and line if a section is like one that does not exist, or in the end like itself
     */
    static List<Config.Section> resolve(Map<String, Config.Section> sections) {
        var likeness = new Likeness(sections);
        return sections.values().stream().map(section -> likeness.whole(section, Set.of())).toList();
    }

    private Config.Section whole(Config.Section section, Set<String> asking) {
        Config.Section known = whole.get(section.name());
        if (known != null) {
            return known;
        }
        Config.Setting like = like(section);
        Config.Section its = like == null ? section : merged(section, like, other(section, like, asking));
        whole.put(section.name(), its);
        return its;
    }

    private Config.Section other(Config.Section section, Config.Setting like, Set<String> asking) {
        var path = new HashSet<>(asking);
        path.add(section.name());
        Config.Section other = sections.get(like.value());
        if (other == null) {
            throw complaint(section, like, "no parser is named '" + like.value() + "'");
        }
        if (path.contains(other.name())) {
            throw complaint(section, like, "'" + other.name() + "' is like '" + section.name() + "' itself");
        }
        return whole(other, path);
    }

    private static Config.Setting like(Config.Section section) {
        Config.Setting found = null;
        for (Config.Setting setting : section.settings()) {
            if (setting.key().equals(KEY) && found != null) {
                throw complaint(section, setting, "stands in line " + found.line() + " already");
            }
            found = setting.key().equals(KEY) ? setting : found;
        }
        return found;
    }

    /** What is taken over counts as written in the line of {@code like}: complaints name a file and a line that go together. */
    private static Config.Section merged(Config.Section section, Config.Setting like, Config.Section other) {
        var settings = new ArrayList<Config.Setting>();
        var own = new HashSet<String>();
        for (Config.Setting setting : section.settings()) {
            if (setting != like) {
                settings.add(setting);
                own.add(setting.key());
            }
        }
        for (Config.Setting setting : other.settings()) {
            if (!own.contains(setting.key()) && !setting.key().equals("sample")) {
                settings.add(new Config.Setting(setting.key(), setting.value(), like.line()));
            }
        }
        return new Config.Section(section.file(), section.name(), section.line(), settings);
    }

    private static Complaint complaint(Config.Section section, Config.Setting like, String why) {
        return Complaint.atLine(section.file(), like.line(), "parser '" + section.name() + "': like: " + why);
    }
}
