package poplock.common;

import java.util.ArrayList;
import java.util.List;

/** The {@code [parser NAME]} sections of a file, left as its text until somebody wants to have them. */
final class Sections {
    private final String file;
    private final byte[] content;

    /** @param content found good, see {@link SectionNames} and {@link ConfigLines#refuseNoSetting} */
    Sections(String file, byte[] content) {
        this.file = file;
        this.content = content;
    }

    /** @throws Complaint for the first line that is none of a section */
    static Sections alone(String file, byte[] content) {
        var names = new SectionNames(content);
        for (var lines = new ConfigLines(file, content); lines.next();) {
            if (lines.isHeading()) {
                names.add(lines);
            } else {
                lines.refuseNoSetting();
                if (names.isEmpty()) {
                    throw lines.complaint("'" + lines.key() + "' stands before any [parser NAME]");
                }
            }
        }
        return new Sections(file, content);
    }

    List<Config.Section> list() {
        var sections = new ArrayList<Config.Section>();
        List<Config.Setting> current = null;
        for (var lines = new ConfigLines(file, content); lines.next();) {
            if (lines.isHeading()) {
                lines.findName();
                String name = ConfigLines.text(content, lines.wordStart(), lines.wordEnd());
                current = new ArrayList<>();
                sections.add(new Config.Section(file, name, lines.number(), current));
            } else if (current != null) {
                current.add(new Config.Setting(lines.key(), lines.value(), lines.number()));
            }
        }
        return sections;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sections that && list().equals(that.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
