package poplock.fifosafety;

import poplock.common.Complaint;

/**
 * Reads the options without picocli, which the native executable does not hold: {@code NAME VALUE} or
 * {@code NAME=VALUE}. The same arguments mean the same as in {@link PicocliArguments}.
 */
final class PlainArguments {
    private static final String[][] NAMES = {{"-c", "--config"}, {"--fifo"}, {"--interval"}, {"--stall"},
            {"--spool"}};

    private final String[] arguments;
    private final String[] values = new String[NAMES.length];
    private boolean help;
    private boolean version;

    private PlainArguments(String[] arguments) {
        this.arguments = arguments;
    }

    /** @throws Complaint for an unknown option, one that is given twice, one without its value, an argument */
    static Options parse(String[] arguments) {
        return new PlainArguments(arguments).options();
    }

    private Options options() {
        int next = 0;
        while (next < arguments.length) {
            next += take(arguments[next], next + 1);
        }
        return Options.of(
                new Options.Given(help, version, values[0], values[1], values[2], values[3], values[4]));
    }

    /** @return how many arguments were taken */
    private int take(String argument, int next) {
        switch (argument) {
            case "-h", "--help" -> help = true;
            case "-V", "--version" -> version = true;
            default -> {
                return takeValue(argument, next);
            }
        }
        return 1;
    }

    private int takeValue(String argument, int next) {
        int equals = argument.indexOf('=');
        int option = option(equals < 0 ? argument : argument.substring(0, equals));
        if (option < 0) {
            throw Options.unknown(argument);
        }
        String name = NAMES[option][NAMES[option].length - 1];
        if (values[option] != null) {
            throw Options.twice(name);
        }
        if (equals < 0 && (next == arguments.length || isOption(arguments[next]))) {
            throw Options.needsValue(name);
        }
        values[option] = equals < 0 ? arguments[next] : argument.substring(equals + 1);
        return equals < 0 ? 2 : 1;
    }

    private static boolean isOption(String argument) {
        int equals = argument.indexOf('=');
        return switch (argument) {
            case "-h", "--help", "-V", "--version" -> true;
            default -> option(equals < 0 ? argument : argument.substring(0, equals)) >= 0;
        };
    }

    private static int option(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            for (String known : NAMES[i]) {
                if (known.equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }
}
