package poplock.readlog.pattern;

/**
 * A part that repeats.
 *
 * @param most {@link Integer#MAX_VALUE} without a limit; at least 1
 */
record Repeat(Part part, int least, int most, Manner manner) implements Part {
    /** Which number of turns is tried first: the largest, the smallest, or the largest and no other. */
    enum Manner {
        GREEDY, LAZY, POSSESSIVE
    }

    @Override
    public int least() {
        return Writer.product(part.least(), least);
    }

    @Override
    public ByteSet firsts(ByteSet after) {
        ByteSet firsts = part.firsts(after);
        return least > 0 ? firsts : firsts.with(after);
    }

    @Override
    public boolean varies() {
        return most > 1 && least < most || part.varies();
    }

    @Override
    public void write(Writer to, ByteSet after) {
        boolean mayBeEmpty = part.least() == 0;
        if (part instanceof Part.One one) {
            writeSpan(to, one.set(), after);
        } else if (manner == Manner.POSSESSIVE) {
            writePossessive(to);
        } else if (least == 0 && most == 1) {
            writeOptional(to, after);
        } else if (least <= 1 && most == Integer.MAX_VALUE && !mayBeEmpty) {
            writeUncounted(to, after);
        } else {
            writeCounted(to, after, mayBeEmpty);
        }
    }

    /** Where what follows cannot start with a byte of the set, giving one back, or leaving one, would be in vain. */
    private void writeSpan(Writer to, ByteSet set, ByteSet after) {
        if (manner == Manner.POSSESSIVE || least == most || !set.meets(after)) {
            to.add(Op.SPAN, to.set(set), least, most);
        } else if (manner == Manner.GREEDY) {
            to.add(Op.GREEDY, to.set(set), least, most);
            to.add(Op.GIVE_BACK, to.set(after));
        } else {
            to.add(Op.LAZY, to.set(set), least, most);
            to.add(Op.TAKE_MORE, to.set(after), to.set(set));
        }
    }

    private void writeOptional(Writer to, ByteSet after) {
        ByteSet firsts = part.firsts(after);
        if (manner == Manner.GREEDY) {
            int end = to.split(firsts, after);
            part.write(to, after);
            to.land(end);
        } else {
            int turn = to.split(after, firsts);
            int end = to.jump();
            to.land(turn);
            part.write(to, after);
            to.land(end);
        }
    }

    /** None or one turn at least, and no limit: the program goes in a circle. */
    private void writeUncounted(Writer to, ByteSet after) {
        ByteSet firsts = part.firsts(ByteSet.NONE);
        ByteSet then = firsts.with(after);
        int start = least == 0 ? to.jump() : -1;
        int turn = to.here();
        part.write(to, then);
        if (start >= 0) {
            to.land(start);
        }
        if (manner == Manner.GREEDY) {
            int end = to.split(firsts, after);
            to.jump(turn);
            to.land(end);
        } else {
            to.splitTo(after, firsts, turn);
        }
    }

    private void writeCounted(Writer to, ByteSet after, boolean mayBeEmpty) {
        int count = to.slot();
        int place = mayBeEmpty ? to.slot() : -1;
        ByteSet then = part.firsts(after).with(after);
        to.add(Op.BEGIN, count);
        int loop = to.here();
        int isLazy = manner == Manner.LAZY ? 1 : 0;
        int end = to.fork(Op.LOOP, count, place, least, most, to.set(part.firsts(then)), to.set(after),
                isLazy);
        to.add(Op.TURN, count, place);
        part.write(to, then);
        to.jump(loop);
        to.land(end);
    }

    /** Each turn matches in one way or not at all, whatever follows it. */
    private void writePossessive(Writer to) {
        int count = to.slot();
        int mark = to.slot();
        to.add(Op.BEGIN, count);
        int loop = to.here();
        int end = to.fork(Op.HOLD, count, mark, most, to.set(part.firsts(ByteSet.ANYTHING)));
        part.write(to, ByteSet.ANYTHING);
        to.add(Op.HELD, count, mark, loop);
        to.land(end);
        to.add(Op.ENOUGH, count, least);
    }
}
