package poplock.readlog.pattern;

/** A pattern that is not taken: wrong, or not of the dialect. The message says where, why, and what to write instead. */
public final class PatternError extends Exception {
    private static final long serialVersionUID = 1;

    /** @param at index of the character that the reason is about */
    PatternError(int at, String why) {
        super("at character " + (at + 1) + ": " + why, null, false, false);
    }

    /** About the whole pattern. */
    PatternError(String why) {
        super(why, null, false, false);
    }
}
