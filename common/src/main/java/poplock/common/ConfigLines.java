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
        for (int start = 0, end; start < content.length; start = end + 1) {
            number++;
            end = endOfLine(content, start);
            String line = strip(new String(content, start, end - start, StandardCharsets.ISO_8859_1));
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

    /**
     * Without the blanks around it, and without the CR of a line that ends in CR LF. Not String.strip, which has relaylock's
     * native executable unpack a table of all Unicode characters on each connection, for ten times its own work.
     */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private static int endOfLine(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
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
        return new Config.Setting(strip(line.substring(0, equals)), strip(line.substring(equals + 1)),
                number);
    }

    private static String sectionName(String file, int number, String line, List<Config.Section> others) {
        String name = line.startsWith("[parser ") && line.endsWith("]")
                ? strip(line.substring(8, line.length() - 1))
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
