package poplock.program;

import poplock.posix.CString;
import poplock.posix.Libc;

/**
 * The reader of the native executables and of relaylock, without picocli. {@code NAME VALUE} or {@code NAME=VALUE}; a word
 * that names an option is nobody's value; {@code --} ends the options; no abbreviations, no clusters, no files of arguments.
 */
public final class PlainReader {
    private final OptionTable table;
    private final Libc libc;
    private final Arguments arguments;
    private int next = 1;

    private PlainReader(OptionTable table, Libc libc) {
        this.table = table;
        this.libc = libc;
        arguments = new Arguments(table);
    }

    /** An {@link ArgumentReader}. */
    public static Arguments read(OptionTable table, Libc libc) {
        return new PlainReader(table, libc).read();
    }

    private Arguments read() {
        boolean command = table.operand().kind() == Operand.Kind.COMMAND;
        boolean options = true;
        while (next < libc.argc()) {
            String word = word(next);
            boolean operand = !options || word.equals("-") || !word.startsWith("-");
            if (operand && command) {
                break;
            }
            next++;
            if (operand) {
                arguments.add(word);
            } else if (word.equals("--")) {
                options = false;
            } else {
                option(word);
            }
        }
        arguments.commandAt(next);
        return arguments;
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        Option option = table.named(equals < 0 ? word : word.substring(0, equals));
        if (option == null) {
            throw ArgumentComplaint.unknown(table, word);
        }
        if (option.isFlag() && equals >= 0) {
            throw ArgumentComplaint.of(table, ArgumentComplaint.takesNone(option));
        }
        arguments.add(option,
                option.isFlag() ? "" : equals >= 0 ? word.substring(equals + 1) : value(option));
    }

    private String value(Option option) {
        if (next == libc.argc()) {
            throw ArgumentComplaint.needsValue(table, option);
        }
        String word = word(next++);
        int equals = word.indexOf('=');
        if (table.named(equals < 0 ? word : word.substring(0, equals)) != null) {
            throw ArgumentComplaint.needsValue(table, option);
        }
        return word;
    }

    private String word(int index) {
        return CString.text(libc.argv(index));
    }
}
