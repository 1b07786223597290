package poplock.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration file taken apart, no key or value judged yet.
 *
 * @param settings those before the first section
 * @param sections the {@code [parser NAME]} sections, in the file's order
 */
record ConfigLines(List<Config.Setting> settings, List<Config.Section> sections) {
    /** @throws Complaint for the first line that is neither blank, comment, setting nor heading */
    static ConfigLines read(String file, byte[] content) {
        var settings = new ArrayList<Config.Setting>();
        var sections = new ArrayList<Config.Section>();
        List<Config.Setting> current = settings;
        int number = 0;
        for (String raw : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                current = new ArrayList<>();
                sections.add(
                        new Config.Section(file, sectionName(file, number, line, sections), number, current));
            } else {
                current.add(setting(file, number, line));
            }
        }
        return new ConfigLines(settings, sections);
    }

    private static Config.Setting setting(String file, int number, String line) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw Complaint.atLine(file, number, "neither 'key = value' nor '[parser NAME]': '" + line + "'");
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' && line.charAt(i) != '\t' || line.charAt(i) == 0x7f) {
                throw Complaint.atLine(file, number, "control character in the line");
            }
        }
        return new Config.Setting(line.substring(0, equals).strip(), line.substring(equals + 1).strip(),
                number);
    }

    private static String sectionName(String file, int number, String line, List<Config.Section> others) {
        String name = line.startsWith("[parser ") && line.endsWith("]")
                ? line.substring(8, line.length() - 1).strip()
                : "";
        if (!isName(name)) {
            throw Complaint.atLine(file, number,
                    "'" + line + "' is not [parser NAME], of letters, digits and -_.");
        }
        for (Config.Section other : others) {
            if (other.name().equals(name)) {
                throw Complaint.atLine(file, number,
                        "parser '" + name + "' stands in line " + other.line() + " already");
            }
        }
        return name;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && "-_.".indexOf(i == 0 ? 0 : c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
