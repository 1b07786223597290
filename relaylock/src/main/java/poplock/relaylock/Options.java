package poplock.relaylock;

import poplock.common.Complaint;

/**
 * relaylock's options. They end at the first argument that is none: what follows belongs to the program.
 *
 * @param action what relaylock is asked to do
 * @param config the configuration file that was named, or null
 * @param program index of the program among the arguments
 */
record Options(Action action, String config, int program) {
    /** What relaylock is asked to do. */
    enum Action {
        RUN, HELP, VERSION
    }

    private static final String LONG_CONFIG = "--config=";

    /** @throws Complaint for an unknown option, one without its value, or no program */
    static Options parse(Posix posix) {
        String config = null;
        int next = 0;
        while (next < posix.arguments()) {
            String argument = posix.argument(next);
            if (!argument.startsWith("-") || argument.equals("-")) {
                break;
            }
            next++;
            if (argument.equals("--")) {
                break;
            }
            switch (argument) {
                case "-h", "--help" -> {
                    return new Options(Action.HELP, null, 0);
                }
                case "-V", "--version" -> {
                    return new Options(Action.VERSION, null, 0);
                }
                case "-c", "--config" -> config = value(posix, argument, next++);
                default -> config = attached(argument);
            }
        }
        if (next == posix.arguments()) {
            throw Complaint.usage("no program to run; try 'relaylock --help'");
        }
        return new Options(Action.RUN, config, next);
    }

    private static String value(Posix posix, String option, int index) {
        if (index == posix.arguments()) {
            throw Complaint.usage("option " + option + " needs a file; try 'relaylock --help'");
        }
        return posix.argument(index);
    }

    private static String attached(String argument) {
        if (!argument.startsWith(LONG_CONFIG)) {
            throw Complaint.usage("unknown option " + argument + "; try 'relaylock --help'");
        }
        return argument.substring(LONG_CONFIG.length());
    }
}
