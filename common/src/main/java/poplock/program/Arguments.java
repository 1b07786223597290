package poplock.program;

import java.util.ArrayList;
import java.util.List;

/** What a program was given: options with their values, and operands. */
public final class Arguments {
    private final OptionTable table;
    private final List<Option> options = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();
    private int command;

    Arguments(OptionTable table) {
        this.table = table;
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** The option's value, or null if it was not given. */
    public String value(Option option) {
        int index = options.indexOf(option);
        return index < 0 ? null : values.get(index);
    }

    /** The values of an option that may be repeated, in their order. */
    public List<String> values(Option option) {
        var all = new ArrayList<String>();
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals(option)) {
                all.add(values.get(i));
            }
        }
        return all;
    }

    public List<String> operands() {
        return operands;
    }

    /** Where among the arguments the command begins that the program is to run, its own name being at 0. */
    public int command() {
        return command;
    }

    /** Takes an option, as the reader has found it. */
    void add(Option option, String value) {
        if (!option.isFlag() && value.isEmpty() && !option.emptyValue()) {
            throw ArgumentComplaint.needsValue(table, option);
        }
        if (!option.repeatable() && has(option)) {
            throw ArgumentComplaint.twice(table, option);
        }
        options.add(option);
        values.add(value);
    }

    /** Takes an operand, as the reader has found it. */
    void add(String operand) {
        int most = switch (table.operand().kind()) {
            case NONE, COMMAND -> 0;
            case OPTIONAL -> 1;
            case ANY -> Integer.MAX_VALUE;
        };
        if (operands.size() == most) {
            throw ArgumentComplaint.unexpected(table, operand);
        }
        operands.add(operand);
    }

    void commandAt(int index) {
        command = index;
    }
}
