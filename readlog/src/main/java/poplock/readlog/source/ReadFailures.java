package poplock.readlog.source;

import poplock.posix.Failure;
import poplock.program.Warnings;

/** Tells of what keeps a source from being read, and remembers whether it still does. */
final class ReadFailures {
    private final String path;
    private final Warnings warnings;
    /** Why the name could not be opened at the last look; empty if it could. */
    private String why = "";

    ReadFailures(String path, Warnings warnings) {
        this.path = path;
        this.warnings = warnings;
    }

    /** The name can be opened. */
    void none() {
        why = "";
    }

    /** The name cannot be opened: it is said once, until there is another reason. */
    void opening(Failure failure, boolean isExpected) {
        if (!why.equals(failure.why()) && !isExpected) {
            warnings.say(text(failure));
        }
        why = failure.why();
    }

    /** An open file cannot be read. */
    void reading(Failure failure) {
        warnings.say(path, text(failure));
    }

    private String text(Failure failure) {
        return "unable to read " + path + ": " + failure.why() + "; trying on";
    }

    /** Whether the name could not be opened at the last look. */
    boolean persist() {
        return !why.isEmpty();
    }
}
