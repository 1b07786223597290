package poplock.readlog.pattern;

import java.util.List;

/** A part of a pattern, as it was written; it knows how it is written as a program. */
interface Part {
    /** The fewest bytes that it matches; it stops counting at {@link Writer#MANY}. */
    int least();

    /**
     * What a match of it may start with, and nothing that it may not.
     *
     * @param after what may stand behind it, which counts if it matches nothing
     */
    ByteSet firsts(ByteSet after);

    /**
     * Writes it.
     *
     * @param after what may stand behind it; a way that ends before anything else is not even begun
     */
    void write(Writer to, ByteSet after);

    /** Whether something in it repeats a varying number of times, so that there is more than one way to match it. */
    default boolean varies() {
        return false;
    }

    /** These very bytes; at least one. */
    record Text(byte[] bytes) implements Part {
        @Override
        public int least() {
            return bytes.length;
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return ByteSet.of(bytes[0] & 0xff);
        }

        @Override
        public void write(Writer to, ByteSet after) {
            to.add(Op.TEXT, to.text(bytes), bytes.length);
        }
    }

    /** One byte of these. */
    record One(ByteSet set) implements Part {
        @Override
        public int least() {
            return 1;
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return set;
        }

        @Override
        public void write(Writer to, ByteSet after) {
            to.add(Op.ONE, to.set(set));
        }
    }

    /** One after the other; perhaps none. */
    record Sequence(List<Part> parts) implements Part {
        @Override
        public int least() {
            return parts.stream().mapToInt(Part::least).reduce(0, Writer::sum);
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return firstsFrom(0, after);
        }

        private ByteSet firstsFrom(int index, ByteSet after) {
            ByteSet firsts = after;
            for (int i = parts.size() - 1; i >= index; i--) {
                firsts = parts.get(i).firsts(firsts);
            }
            return firsts;
        }

        @Override
        public void write(Writer to, ByteSet after) {
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).write(to, firstsFrom(i + 1, after));
            }
        }

        @Override
        public boolean varies() {
            return parts.stream().anyMatch(Part::varies);
        }
    }

    /** One of these, the first that leads to a match. */
    record Choice(List<Part> alternatives) implements Part {
        @Override
        public int least() {
            return alternatives.stream().mapToInt(Part::least).min().orElseThrow();
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return alternatives.stream().map(each -> each.firsts(after)).reduce(ByteSet.NONE, ByteSet::with);
        }

        @Override
        public void write(Writer to, ByteSet after) {
            var ends = new int[alternatives.size() - 1];
            for (int i = 0; i < ends.length; i++) {
                Part each = alternatives.get(i);
                ByteSet others = new Choice(alternatives.subList(i + 1, alternatives.size())).firsts(after);
                int next = to.split(each.firsts(after), others);
                each.write(to, after);
                ends[i] = to.jump();
                to.land(next);
            }
            alternatives.getLast().write(to, after);
            for (int end : ends) {
                to.land(end);
            }
        }

        @Override
        public boolean varies() {
            return alternatives.stream().anyMatch(Part::varies);
        }
    }

    /**
     * A group that takes what it matches.
     *
     * @param number from 1 on
     */
    record Group(int number, Part part) implements Part {
        @Override
        public int least() {
            return part.least();
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return part.firsts(after);
        }

        @Override
        public void write(Writer to, ByteSet after) {
            to.add(Op.MARK, Program.startSlot(number));
            part.write(to, after);
            to.add(Op.MARK, Program.endSlot(number));
        }

        @Override
        public boolean varies() {
            return part.varies();
        }
    }

    /** What must stand here, or must not, and is not consumed. */
    record Look(Part part, boolean isWanted) implements Part {
        @Override
        public int least() {
            return 0;
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return after;
        }

        @Override
        public void write(Writer to, ByteSet after) {
            int slot = to.slot();
            int otherwise = to.fork(Op.LOOK, slot);
            part.write(to, ByteSet.ANYTHING);
            if (isWanted) {
                to.add(Op.SEEN, slot);
                int end = to.jump();
                to.land(otherwise);
                to.add(Op.FAIL);
                to.land(end);
            } else {
                to.add(Op.UNWANTED, slot);
                to.land(otherwise);
            }
        }
    }

    /** The start of the message, or its end. */
    record Edge(boolean isStart) implements Part {
        @Override
        public int least() {
            return 0;
        }

        @Override
        public ByteSet firsts(ByteSet after) {
            return after;
        }

        @Override
        public void write(Writer to, ByteSet after) {
            to.add(isStart ? Op.AT_START : Op.AT_END);
        }
    }
}
