package poplock.readlog.pattern;

/**
 * Runs programs. Every way goes on or fails by a number: an instruction says where in the program and in the message to go on,
 * and -1 for one of them means that this way does not match.
 */
final class Machine extends Scanner {
    private final int maxWork;
    private final Trail trail = new Trail();
    /** Where in the message to go on after one of the rarer instructions. */
    private int next;

    Machine(int maxWork) {
        this.maxWork = maxWork;
    }

    /** What the last run noted, -1 if nothing. */
    int noted(int slot) {
        return trail.noted(slot);
    }

    /** False if length and first byte of the message tell that the program does not match. */
    boolean mayMatch(Program program) {
        return work >= maxWork
                || end - start >= program.least() && program.sets()[program.firsts() + at(start)];
    }

    Matcher.Answer run(Program program) {
        load(program);
        trail.begin(program);
        int pc = 0;
        int at = start;
        while (pc >= 0 && ++work <= maxWork && !trail.isFull()) {
            switch (code[pc]) {
                case Op.TEXT -> {
                    at = text(code[pc + 1], code[pc + 2], at);
                    pc += 3;
                }
                case Op.ONE -> {
                    at = sets[code[pc + 1] + at(at)] ? at + 1 : fail(at);
                    pc += 2;
                }
                case Op.SPAN -> {
                    at = span(code[pc + 1], code[pc + 2], code[pc + 3], at);
                    pc += 4;
                }
                case Op.SPLIT -> pc = split(pc, at);
                case Op.JUMP -> pc = code[pc + 1];
                case Op.DONE -> {
                    if (at == end) {
                        return Matcher.Answer.YES;
                    }
                    at = fail(at);
                }
                default -> {
                    next = at;
                    pc = rarer(pc, at);
                    at = next;
                }
            }
            if ((at | pc) < 0) {
                pc = trail.back();
                at = trail.index();
            }
        }
        return pc < 0 ? Matcher.Answer.NO : Matcher.Answer.RAN_AWAY;
    }

    private int rarer(int pc, int at) {
        return switch (code[pc]) {
            case Op.MARK -> note(pc, at, pc + 2);
            case Op.GREEDY -> greedy(pc, at);
            case Op.GIVE_BACK -> giveBack(pc, at - 1, trail.limit());
            case Op.LAZY -> lazy(pc, at);
            case Op.TAKE_MORE -> takeMore(pc, at + 1, trail.limit());
            case Op.BEGIN -> note(pc, 0, pc + 2);
            case Op.LOOP -> loop(pc, at);
            case Op.TURN -> turn(pc, at);
            case Op.HOLD -> hold(pc, at);
            case Op.HELD -> held(pc, at);
            case Op.ENOUGH -> trail.noted(code[pc + 1]) >= code[pc + 2] ? pc + 3 : fail(at);
            case Op.LOOK -> look(pc, at);
            case Op.SEEN -> seen(pc);
            case Op.UNWANTED -> unwanted(pc, at);
            case Op.AT_START -> at == start ? pc + 1 : fail(at);
            case Op.AT_END -> at == end ? pc + 1 : fail(at);
            default -> fail(at);
        };
    }

    private int split(int pc, int at) {
        int byteHere = at(at);
        if (!sets[code[pc + 1] + byteHere]) {
            return sets[code[pc + 2] + byteHere] ? code[pc + 3] : fail(at);
        }
        if (sets[code[pc + 2] + byteHere]) {
            trail.leave(code[pc + 3], at, 0);
        }
        return pc + 4;
    }

    private int note(int pc, int value, int after) {
        trail.note(code[pc + 1], value);
        return after;
    }

    private int greedy(int pc, int at) {
        int stop = span(code[pc + 1], code[pc + 2], code[pc + 3], at);
        return stop < 0 ? -1 : giveBack(pc + 4, stop, at + code[pc + 2]);
    }

    /** Goes back from {@code stop} until what follows may stand there. */
    private int giveBack(int pc, int stop, int least) {
        int after = code[pc + 1];
        int at = stop;
        while (!sets[after + at(at)]) {
            if (at == least) {
                return fail(stop);
            }
            at--;
        }
        work += stop - at;
        if (at > least) {
            trail.leave(pc, at, least);
        }
        next = at;
        return pc + 2;
    }

    private int lazy(int pc, int at) {
        int first = span(code[pc + 1], code[pc + 2], code[pc + 2], at);
        return first < 0 ? -1 : takeMore(pc + 4, first, at + Math.min(code[pc + 3], end - at));
    }

    /** Goes on from {@code first} until what follows may stand there. */
    private int takeMore(int pc, int first, int limit) {
        int at = first;
        while (!sets[code[pc + 1] + at(at)]) {
            if (!mayTake(pc, at, limit)) {
                return fail(at);
            }
            at++;
        }
        work += at - first;
        if (mayTake(pc, at, limit)) {
            trail.leave(pc, at, limit);
        }
        next = at;
        return pc + 3;
    }

    private boolean mayTake(int pc, int at, int limit) {
        return at < limit && sets[code[pc + 2] + at(at)];
    }

    private int loop(int pc, int at) {
        int turns = trail.noted(code[pc + 1]);
        int place = code[pc + 8];
        if (code[pc + 2] >= 0 && turns > 0 && trail.noted(code[pc + 2]) == at) {
            // The last turn took nothing; more of them would change nothing.
            return place;
        }
        boolean mayTurn = turns < code[pc + 4] && sets[code[pc + 5] + at(at)];
        boolean mayEnd = turns >= code[pc + 3] && sets[code[pc + 6] + at(at)];
        if (mayTurn && mayEnd) {
            boolean isLazy = code[pc + 7] > 0;
            trail.leave(isLazy ? pc + 9 : place, at, 0);
            return isLazy ? place : pc + 9;
        }
        return mayTurn ? pc + 9 : mayEnd ? place : fail(at);
    }

    private int turn(int pc, int at) {
        trail.note(code[pc + 1], trail.noted(code[pc + 1]) + 1);
        return code[pc + 2] < 0 ? pc + 3 : note(pc + 1, at, pc + 3);
    }

    private int hold(int pc, int at) {
        if (trail.noted(code[pc + 1]) == code[pc + 3] || !sets[code[pc + 4] + at(at)]) {
            return code[pc + 5];
        }
        trail.noteForGood(code[pc + 2], trail.mark());
        trail.leave(code[pc + 5], at, 0);
        return pc + 6;
    }

    private int held(int pc, int at) {
        int mark = trail.noted(code[pc + 2]);
        boolean tookNothing = trail.indexAt(mark) == at;
        work += trail.settle(mark);
        // More turns that take nothing would match, as many as are asked for.
        int turns = tookNothing ? Integer.MAX_VALUE : trail.noted(code[pc + 1]) + 1;
        trail.noteForGood(code[pc + 1], turns);
        return tookNothing ? pc + 4 : code[pc + 3];
    }

    private int look(int pc, int at) {
        trail.noteForGood(code[pc + 1], trail.mark());
        trail.leave(code[pc + 2], at, 0);
        return pc + 3;
    }

    private int seen(int pc) {
        int mark = trail.noted(code[pc + 1]);
        next = trail.indexAt(mark);
        work += trail.settle(mark);
        return pc + 2;
    }

    private int unwanted(int pc, int at) {
        trail.unwind(trail.noted(code[pc + 1]));
        return fail(at - 1);
    }
}
