package poplock.fifosafety;

import java.util.List;

import poplock.common.Complaint;
import poplock.program.ArgumentComplaint;
import poplock.program.Arguments;
import poplock.program.Option;

/**
 * What fifo-safety is asked to do. Paths are null if not given.
 *
 * @param fifo the FIFO to guard
 * @param interval milliseconds between two looks at it
 * @param stall how many milliseconds its unread bytes may stay before it is drained
 * @param spool the file that takes what is drained
 */
record Options(String fifo, long interval, long stall, String spool) {
    private static final Option FIFO = Option.valued("--fifo", "PATH",
            "the FIFO, else the configuration's first 'source = fifo:PATH'");
    private static final Option INTERVAL = Option.valued("--interval", "TIME",
            "how often to look at it, 1s if not given");
    private static final Option STALL = Option.valued("--stall", "TIME",
            "how long nothing may be read from it until it is drained, 5s if not given");
    private static final Option SPOOL = Option.valued("--spool", "FILE",
            "keep what is drained in FILE for readlog, else in the configuration's 'spool', else throw it away");
    static final List<Option> OWN = List.of(FIFO, INTERVAL, STALL, SPOOL);

    private static final long MAX_MILLISECONDS = 3_600_000;
    /** More often would cost more than it saves. */
    private static final long MIN_MILLISECONDS = 10;

    /** @throws Complaint for a time that is none */
    static Options of(Arguments given) {
        return new Options(given.value(FIFO), milliseconds(given, INTERVAL, 1_000),
                milliseconds(given, STALL, 5_000), given.value(SPOOL));
    }

    private static long milliseconds(Arguments given, Option option, long preset) {
        String value = given.value(option);
        if (value == null) {
            return preset;
        }
        int digits = 0;
        long number = 0;
        while (digits < value.length() && value.charAt(digits) >= '0' && value.charAt(digits) <= '9') {
            number = Math.min(number * 10 + value.charAt(digits++) - '0', MAX_MILLISECONDS + 1);
        }
        long time = number * unit(value.substring(digits));
        if (digits == 0 || time < MIN_MILLISECONDS || time > MAX_MILLISECONDS) {
            throw ArgumentComplaint.of(FifoSafety.OPTIONS, option.name() + ": '" + value
                    + "' is not a time from 10ms to 1h, such as 200ms, 1s or 5m");
        }
        return time;
    }

    /** @return milliseconds, 0 for no unit of ours */
    private static long unit(String suffix) {
        return switch (suffix) {
            case "ms" -> 1;
            case "", "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
    }
}
