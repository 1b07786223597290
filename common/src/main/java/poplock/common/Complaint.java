package poplock.common;

/**
 * What is wrong, in one line for the administrator, and the exit status of a program that cannot go on because of
 * it. The message names the file, the line where there is one, and the cause.
 */
public final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@link Exit#USAGE} or {@link Exit#TEMPORARY}. */
    private final int exit;

    private Complaint(int exit, String message) {
        // File names and values may hold anything.
        super(Printable.line(message));
        this.exit = exit;
    }

    /** Wrong usage or configuration: {@link Exit#USAGE}. */
    public static Complaint usage(String message) {
        return new Complaint(Exit.USAGE, message);
    }

    /** Wrong configuration at a line of a file, counted from 1: {@link Exit#USAGE}. */
    public static Complaint atLine(String file, int line, String why) {
        return usage(file + ":" + line + ": " + why);
    }

    /** Something that may be better later: {@link Exit#TEMPORARY}. */
    public static Complaint temporary(String message) {
        return new Complaint(Exit.TEMPORARY, message);
    }

    public int exit() {
        return exit;
    }
}
