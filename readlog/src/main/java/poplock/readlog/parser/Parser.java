package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.List;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.readlog.line.LineReader;
import poplock.readlog.pattern.Matcher;
import poplock.readlog.pattern.Pattern;
import poplock.readlog.pattern.PatternError;

/**
 * A {@code [parser NAME]} section, checked and compiled.
 *
 * @param section where it comes from
 * @param program for the whole tag
 * @param logins for the whole message of a login; at least one
 * @param connects for the whole message that has the address when {@code logins} have none; empty if they have
 * @param disconnects for the whole message that ends a connection; only with {@code connects}
 * @param samples lines that it must recognise
 * @param cut the server's logger goes on in a new message after this many bytes; 0 if it never does
 * @param isDefault whether it is on unless {@code enable} says otherwise
 */
public record Parser(Config.Section section, Rule program, List<Rule> logins, List<Rule> connects,
        List<Rule> disconnects, List<Config.Setting> samples, int cut, boolean isDefault) {

    /**
     * One compiled setting.
     *
     * @param ip number of the group {@code ip}, 0 if it has none
     * @param user number of the group {@code user}, 0 if it has none
     */
    public record Rule(Config.Setting setting, Pattern pattern, int ip, int user) {}

    /**
     * Compiles a section.
     *
     * @throws Complaint for the first thing that is wrong, with file and line
     */
    public static Parser of(Config.Section section) {
        return new Reading(section).parser();
    }

    public String name() {
        return section.name();
    }

    /** Whether the address and the success stand on two lines. */
    boolean joins() {
        return !connects.isEmpty();
    }

    private static final class Reading {
        private final Config.Section section;
        private final List<Rule> programs = new ArrayList<>();
        private final List<Rule> logins = new ArrayList<>();
        private final List<Rule> connects = new ArrayList<>();
        private final List<Rule> disconnects = new ArrayList<>();
        private final List<Config.Setting> samples = new ArrayList<>();
        private Config.Setting cut;
        private Config.Setting isDefault;

        Reading(Config.Section section) {
            this.section = section;
        }

        Parser parser() {
            section.settings().forEach(this::take);
            if (programs.size() != 1 || logins.isEmpty()) {
                throw complaint(section.line(),
                        programs.isEmpty()
                                ? "no 'program'"
                                : logins.isEmpty() ? "no 'login'" : "'program' is set twice");
            }
            checkGroups();
            return new Parser(section, programs.getFirst(), List.copyOf(logins), List.copyOf(connects),
                    List.copyOf(disconnects), List.copyOf(samples), cutLength(), isDefault());
        }

        private void take(Config.Setting setting) {
            switch (setting.key()) {
                case "program" -> programs.add(rule(setting));
                case "login" -> logins.add(rule(setting));
                case "connect" -> connects.add(rule(setting));
                case "disconnect" -> disconnects.add(rule(setting));
                case "sample" -> samples.add(setting);
                case "cut" -> cut = once(cut, setting);
                case "default" -> isDefault = once(isDefault, setting);
                default -> throw complaint(setting.line(), "unknown key '" + setting.key() + "'"
                        + (Config.isKey(setting.key()) ? ": it stands before the first section" : ""));
            }
        }

        private Config.Setting once(Config.Setting before, Config.Setting setting) {
            if (before != null) {
                throw complaint(setting.line(),
                        "'" + setting.key() + "' stands in line " + before.line() + " already");
            }
            return setting;
        }

        private Rule rule(Config.Setting setting) {
            try {
                Pattern pattern = Pattern.compile(setting.value(), Placeholder::pattern);
                if (new Matcher().on(new byte[0], 0, 0).match(pattern) != Matcher.Answer.NO) {
                    throw complaint(setting.line(), setting.key() + ": matches the empty text");
                }
                return new Rule(setting, pattern, pattern.group("ip"), pattern.group("user"));
            } catch (PatternError e) {
                throw complaint(setting.line(), setting.key() + ": " + e.getMessage());
            }
        }

        private void checkGroups() {
            boolean joins = !connects.isEmpty();
            for (Rule rule : joins ? connects : logins) {
                if (rule.ip() == 0) {
                    throw complaint(rule.setting().line(), rule.setting().key()
                            + ": no group 'ip' for the address: write {ip} in its place");
                }
            }
            for (Rule login : logins) {
                if (joins && login.ip() > 0) {
                    throw complaint(login.setting().line(),
                            "login: has a group 'ip', but so has 'connect': one of them is wrong");
                }
            }
            if (!joins && !disconnects.isEmpty()) {
                throw complaint(disconnects.getFirst().setting().line(), "'disconnect' without 'connect'");
            }
        }

        private int cutLength() {
            if (cut == null) {
                return 0;
            }
            String value = cut.value();
            int length = 0;
            for (int i = 0; i < value.length() && length <= LineReader.MAX_LINE; i++) {
                char c = value.charAt(i);
                boolean isDigit = c >= (i == 0 ? '1' : '0') && c <= '9';
                length = isDigit ? length * 10 + c - '0' : Integer.MAX_VALUE;
            }
            if (length == 0 || length > LineReader.MAX_LINE) {
                throw complaint(cut.line(), "cut: '" + value + "' is not a whole number from 1 to "
                        + LineReader.MAX_LINE);
            }
            return length;
        }

        private boolean isDefault() {
            String value = isDefault == null ? "yes" : isDefault.value();
            if (!value.equals("yes") && !value.equals("no")) {
                throw complaint(isDefault.line(), "default: '" + value + "' is neither yes nor no");
            }
            return value.equals("yes");
        }

        private Complaint complaint(int line, String why) {
            return Complaint.atLine(section.file(), line, "parser '" + section.name() + "': " + why);
        }
    }
}
