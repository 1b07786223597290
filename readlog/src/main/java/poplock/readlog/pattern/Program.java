package poplock.readlog.pattern;

/**
 * A pattern as the matcher runs it. Never changed.
 *
 * @param code {@link Op} codes with their operands
 * @param texts the bytes of all literals
 * @param sets {@link ByteSet#SIZE} members a set, one set after the other
 * @param groups how many groups take what they match
 * @param slots how many notes the matcher makes: two a group, and those of loops and lookaheads
 * @param least the fewest bytes that match
 * @param firsts what a match may start with, as a set
 */
record Program(int[] code, byte[] texts, boolean[] sets, int groups, int slots, int least, int firsts) {
    /** Where the start of a group is noted. */
    static int startSlot(int group) {
        return 2 * group - 2;
    }

    /** Where its end is noted. */
    static int endSlot(int group) {
        return 2 * group - 1;
    }
}
