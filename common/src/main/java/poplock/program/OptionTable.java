package poplock.program;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a program's arguments can be, in one place: its readers, help text, manual and completion come from here.
 *
 * @param program its name
 * @param purpose what it does, one sentence a line
 * @param options its own, in the order of the help text; {@link Option#CONFIG}, help and version are added
 * @param notes what the help text says after the options
 */
public record OptionTable(String program, List<String> purpose, List<Option> options, Operand operand,
        List<String> notes) {
    /** Adds the options that all programs have. */
    public static OptionTable of(String program, List<String> purpose, List<Option> own, Operand operand,
            List<String> notes) {
        var options = new ArrayList<Option>();
        options.add(Option.CONFIG);
        options.addAll(own);
        options.add(Option.HELP);
        options.add(Option.VERSION);
        return new OptionTable(program, purpose, options, operand, notes);
    }

    /** The option that a word names, or null. */
    Option named(String word) {
        for (Option option : options) {
            if (option.isCalled(word)) {
                return option;
            }
        }
        return null;
    }

    /** The parts of the line that says what the program takes, without its name, help and version. */
    public List<String> synopsis() {
        var parts = new ArrayList<String>();
        for (Option option : options) {
            if (option != Option.HELP && option != Option.VERSION) {
                String name = option.brief().isEmpty() ? option.name() : option.brief();
                String value = option.isFlag() ? "" : " " + option.parameter();
                parts.add("[" + name + value + "]" + (option.repeatable() && !option.isFlag() ? "..." : ""));
            }
        }
        if (operand.kind() != Operand.Kind.NONE) {
            parts.add(operand.synopsis());
        }
        return parts;
    }
}
