package poplock.readlog.pattern;

import java.nio.charset.StandardCharsets;

/**
 * Matches messages against patterns, one after the other; a pattern must match the whole message. Of the ways to match, the one
 * that Perl and Java would find is found: alternatives from left to right, greedy parts longest first, lazy ones shortest first.
 *
 * <p>Patterns are the administrator's and the text is anybody's, and some pairs of the two would take years. So the work on one
 * message is bounded, and so is the number of ways that wait to be tried. Not for several threads at once.
 */
public final class Matcher {
    /**
     * How many steps the patterns may take on one message, all together: a step is an instruction, or a look at a byte. Twenty
     * looks at each byte of the longest line, which has 4,096; the shipped patterns take fewer than four.
     */
    public static final int MAX_WORK = 20 * 4096;

    /** What a pattern says to a message. */
    public enum Answer {
        YES, NO,
        /** It took too many steps, or left too many ways to be tried. */
        RAN_AWAY
    }

    private final Machine machine = new Machine(MAX_WORK);

    /** Makes the bytes from {@code from} to before {@code to} the message, on which no work has been done yet. */
    public Matcher on(byte[] buffer, int from, int to) {
        machine.take(buffer, from, to);
        return this;
    }

    /** Whether the pattern matches the message. Once the work is used up, every pattern runs away. */
    public Answer match(Pattern pattern) {
        return machine.mayMatch(pattern.program()) ? machine.run(pattern.program()) : Answer.NO;
    }

    /**
     * The length of the longest start of the message that could still have become a match, as far as the work lasts: what an
     * administrator wants to know of a pattern that does not match.
     */
    public int reach(Pattern pattern) {
        machine.run(pattern.program());
        return machine.reach();
    }

    /** Index in the buffer of what the group of this number took at the last match; -1 if it took nothing. */
    public int start(int group) {
        return end(group) < 0 ? -1 : machine.noted(Program.startSlot(group));
    }

    /** Index after what it took; -1 if it took nothing. */
    public int end(int group) {
        return machine.noted(Program.endSlot(group));
    }

    /** What it took, null if nothing. */
    public String text(int group) {
        int start = start(group);
        return start < 0
                ? null
                : new String(machine.bytes(), start, end(group) - start, StandardCharsets.ISO_8859_1);
    }
}
