package poplock.program;

import poplock.common.Config;

/**
 * An option of a program.
 *
 * @param brief its name of one letter, with the dash, or empty
 * @param name its name, with the dashes
 * @param parameter what its value is called, or empty if it has none
 * @param description what it does: part of a sentence, for the help text and the manual
 * @param repeatable whether it may be given more than once
 * @param emptyValue whether its value may be empty
 */
public record Option(String brief, String name, String parameter, String description, boolean repeatable,
        boolean emptyValue) {
    /** Of all programs. An empty name is a file that cannot be read: relaylock must not refuse mail for it. */
    public static final Option CONFIG = new Option("-c", "--config", "FILE", "configuration file, else $"
            + Config.VARIABLE + ", else " + Config.DEFAULT_FILE, false, true);
    public static final Option HELP = flag("-h", "--help", "show this and exit");
    public static final Option VERSION = flag("-V", "--version", "show the version and exit");

    /** One without a value. Giving it twice does nothing more. */
    public static Option flag(String brief, String name, String description) {
        return new Option(brief, name, "", description, true, false);
    }

    public static Option valued(String name, String parameter, String description) {
        return new Option("", name, parameter, description, false, false);
    }

    public static Option repeated(String name, String parameter, String description) {
        return new Option("", name, parameter, description, true, false);
    }

    public Option withBrief(String letter) {
        return new Option(letter, name, parameter, description, repeatable, emptyValue);
    }

    public boolean isFlag() {
        return parameter.isEmpty();
    }

    boolean isCalled(String word) {
        return name.equals(word) || !brief.isEmpty() && brief.equals(word);
    }
}
