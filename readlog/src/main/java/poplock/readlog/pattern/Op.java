package poplock.readlog.pattern;

/**
 * What a {@link Program} can say. Each has a number of operands, which follow it. A set is the index of its first member in
 * {@link Program#sets}, a slot an index of the matcher's notes, a place an index in the program.
 */
final class Op {
    /** The pattern ends: a match if the message does, too. */
    static final int DONE = 0;
    /** These bytes. Operands: index of the first in {@link Program#texts}, how many. */
    static final int TEXT = 1;
    /** A byte of a set. Operand: set. */
    static final int ONE = 2;
    /** As many bytes of a set as there are. Operands: set, least, most. */
    static final int SPAN = 3;
    /** The same, but for what follows it gives back bytes. Operands as SPAN's; {@link #GIVE_BACK} comes next. */
    static final int GREEDY = 4;
    /** One byte less for the GREEDY before. Operand: the set of what may follow. */
    static final int GIVE_BACK = 5;
    /** As few bytes of a set as may be. Operands as SPAN's; {@link #TAKE_MORE} comes next. */
    static final int LAZY = 6;
    /** One byte more for the LAZY before. Operands: the set of what may follow, the set. */
    static final int TAKE_MORE = 7;
    /** Goes on if the next byte is of the first set, and else, or if that fails, elsewhere. Operands: set, set of elsewhere, place. */
    static final int SPLIT = 8;
    /** Goes on elsewhere. Operand: place. */
    static final int JUMP = 9;
    /** Notes the present index of the message. Operand: slot. */
    static final int MARK = 10;
    /** Begins to count turns. Operand: slot. */
    static final int BEGIN = 11;
    /**
     * One more turn, or the loop's end. Operands: slot of the count, slot of the turn's start or -1, least, most, set of a
     * turn, set of what may follow, 1 if lazy, place of the end; {@link #TURN} comes next.
     */
    static final int LOOP = 12;
    /** Begins a turn. Operands: the first two of LOOP. */
    static final int TURN = 13;
    /** Begins a possessive turn, or ends. Operands: slot of the count, slot of the depth, most, set of a turn, place of the end. */
    static final int HOLD = 14;
    /** Ends a possessive turn: its other ways are dropped. Operands: slot of the count, slot of the depth, place of HOLD. */
    static final int HELD = 15;
    /** Fails with too few turns. Operands: slot of the count, least. */
    static final int ENOUGH = 16;
    /** Begins a lookahead. Operands: slot of the depth, place to go on if it does not match. */
    static final int LOOK = 17;
    /** Ends a lookahead that was to match. Operand: slot of the depth. */
    static final int SEEN = 18;
    /** Ends a lookahead that was not to match. Operand: slot of the depth. */
    static final int UNWANTED = 19;
    static final int FAIL = 20;
    static final int AT_START = 21;
    static final int AT_END = 22;

    private Op() {}
}
