package poplock.fifosafety;

import poplock.common.Complaint;

/**
 * What fifo-safety is asked to do. Paths are null if not given.
 *
 * @param config the configuration file
 * @param fifo the FIFO to guard
 * @param interval milliseconds between two looks at it
 * @param stall how many milliseconds its unread bytes may stay before it is drained
 * @param spool the file that takes what is drained
 */
record Options(Action action, String config, String fifo, long interval, long stall, String spool) {
    /** What fifo-safety is asked to do. */
    enum Action {
        GUARD, HELP, VERSION
    }

    static final String HINT = "; try 'fifo-safety --help'";
    private static final long MAX_MILLISECONDS = 3_600_000;
    /** More often would cost more than it saves. */
    private static final long MIN_MILLISECONDS = 10;

    /** The options' values as they were given; null for those that were not. */
    record Given(boolean help, boolean version, String config, String fifo, String interval, String stall,
            String spool) {}

    /** @throws Complaint for an empty value, or a time that is none */
    static Options of(Given given) {
        Action action = given.help() ? Action.HELP : given.version() ? Action.VERSION : Action.GUARD;
        return new Options(action, given("--config", given.config()), given("--fifo", given.fifo()),
                milliseconds("--interval", given.interval(), 1_000),
                milliseconds("--stall", given.stall(), 5_000),
                given("--spool", given.spool()));
    }

    private static String given(String option, String value) {
        if (value != null && value.isEmpty()) {
            throw needsValue(option);
        }
        return value;
    }

    static Complaint needsValue(String option) {
        return Complaint.usage("option " + option + " needs a value" + HINT);
    }

    static Complaint twice(String option) {
        return Complaint.usage("option " + option + " is given twice" + HINT);
    }

    static Complaint unknown(String argument) {
        return Complaint
                .usage((argument.startsWith("-") ? "unknown option " : "unexpected argument ") + argument
                        + HINT);
    }

    private static long milliseconds(String option, String value, long preset) {
        if (given(option, value) == null) {
            return preset;
        }
        int digits = 0;
        long number = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            number = Math.min(number * 10 + value.charAt(digits++) - '0', MAX_MILLISECONDS + 1);
        }
        long unit = switch (value.substring(digits)) {
            case "ms" -> 1;
            case "", "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
        long time = number * unit;
        if (digits == 0 || time < MIN_MILLISECONDS || time > MAX_MILLISECONDS) {
            throw Complaint.usage(
                    option + ": '" + value + "' is not a time from 10ms to 1h, such as 200ms, 1s or 5m"
                            + HINT);
        }
        return time;
    }
}
