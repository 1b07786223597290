package poplock.program;

import poplock.common.Complaint;

/** What can be wrong with arguments, in words. */
public final class ArgumentComplaint {
    private ArgumentComplaint() {}

    static Complaint unknown(OptionTable table, String argument) {
        return of(table, "unknown option " + argument);
    }

    static Complaint unexpected(OptionTable table, String argument) {
        return of(table, "unexpected argument " + argument);
    }

    static Complaint needsValue(OptionTable table, Option option) {
        return of(table, "option " + option.name() + " needs a value");
    }

    /** @return just the words, for {@link #of} */
    static String takesNone(Option option) {
        return "option " + option.name() + " takes no value";
    }

    static Complaint twice(OptionTable table, Option option) {
        return of(table, "option " + option.name() + " is given twice");
    }

    /** @param what what is wrong; where there is help is added */
    public static Complaint of(OptionTable table, String what) {
        return Complaint.usage(what + "; try '" + table.program() + " --help'");
    }
}
