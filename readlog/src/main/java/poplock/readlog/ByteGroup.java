package poplock.readlog;

import java.util.List;

/** The nodes of a {@link BytePattern} that hold others, or mark where a group starts and ends. */
abstract class ByteGroup extends ByteNode {
    /** One of several; the last may be nothing at all, which makes the others optional. */
    static final class Choice extends ByteGroup {
        private final List<List<ByteNode>> parts;
        private final ByteNode[] heads;
        private final boolean[][] firsts;

        Choice(List<List<ByteNode>> alternatives) {
            parts = alternatives;
            heads = new ByteNode[parts.size()];
            firsts = new boolean[parts.size()][];
        }

        @Override
        void link(ByteNode follower) {
            super.link(follower);
            for (int i = 0; i < heads.length; i++) {
                heads[i] = chain(parts.get(i), follower);
            }
        }

        @Override
        void prepare() {
            for (int i = 0; i < heads.length; i++) {
                firsts[i] = heads[i].firsts();
            }
        }

        @Override
        boolean match(BytePattern run, int at) {
            run.look(1);
            int first = run.at(at);
            for (int i = 0; i < heads.length; i++) {
                if (firsts[i][first] && heads[i].match(run, at)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean mayBeEmpty() {
            return parts.stream().anyMatch(ByteNode::mayBeEmpty);
        }

        @Override
        boolean[] findFirsts() {
            var all = new boolean[END + 1];
            for (ByteNode head : heads) {
                boolean[] its = head.firsts();
                for (int i = 0; i < all.length; i++) {
                    all[i] |= its[i];
                }
            }
            return all;
        }
    }

    /** Parts repeated as often as they match, and less often if what follows does not match then. Never empty parts. */
    static final class Loop extends ByteGroup {
        private final List<ByteNode> parts;
        private final int least;
        private final int most;
        private final int number;
        private ByteNode head;

        /** @param number its own among the loops of the pattern */
        Loop(List<ByteNode> parts, int least, int most, int number) {
            this.parts = parts;
            this.least = least;
            this.most = most;
            this.number = number;
        }

        @Override
        void link(ByteNode follower) {
            super.link(follower);
            head = chain(parts, new Again(this));
        }

        @Override
        boolean match(BytePattern run, int at) {
            int outer = run.count(number);
            run.count(number, 0);
            boolean matched = again(run, at);
            run.count(number, outer);
            return matched;
        }

        private boolean again(BytePattern run, int at) {
            run.look(1);
            int count = run.count(number);
            if (count < most) {
                run.count(number, count + 1);
                if (head.match(run, at)) {
                    return true;
                }
                run.count(number, count);
            }
            return count >= least && next().match(run, at);
        }

        @Override
        boolean mayBeEmpty() {
            return least == 0;
        }

        @Override
        boolean[] findFirsts() {
            return least > 0 ? head.firsts() : union(head.firsts(), next().firsts());
        }
    }

    /** Leads from the end of a loop's parts to their start or on. */
    private static final class Again extends ByteGroup {
        private final Loop loop;

        Again(Loop loop) {
            this.loop = loop;
        }

        @Override
        boolean match(BytePattern run, int at) {
            return loop.again(run, at);
        }

        @Override
        boolean[] findFirsts() {
            return union(loop.head.firsts(), loop.next().firsts());
        }
    }

    /** Parts repeated as often as they match; gives nothing back. Never empty parts. */
    static final class Possessive extends ByteGroup {
        private final ByteNode head;
        private final int least;
        private final int most;

        Possessive(List<ByteNode> parts, int least, int most) {
            head = chain(parts, new Stop());
            this.least = least;
            this.most = most;
        }

        @Override
        boolean match(BytePattern run, int at) {
            int place = at;
            int count = 0;
            while (count < most && head.match(run, place)) {
                run.look(1);
                place = run.last();
                count++;
            }
            return count >= least && next().match(run, place);
        }

        @Override
        boolean mayBeEmpty() {
            return least == 0;
        }

        @Override
        boolean[] findFirsts() {
            return least > 0 ? head.firsts() : union(head.firsts(), next().firsts());
        }
    }

    /** Parts that must not stand here. */
    static final class Not extends ByteGroup {
        private final ByteNode head;

        Not(List<ByteNode> parts) {
            head = chain(parts, new Stop());
        }

        @Override
        boolean match(BytePattern run, int at) {
            return !head.match(run, at) && next().match(run, at);
        }
    }

    /** Where a group that is to be taken starts. */
    static final class Open extends ByteGroup {
        private final int group;

        Open(int group) {
            this.group = group;
        }

        @Override
        boolean match(BytePattern run, int at) {
            run.start(group, at);
            return next().match(run, at);
        }
    }

    /** Where it ends. No group is in a loop, so none is taken twice on one way. */
    static final class Close extends ByteGroup {
        private final int group;

        Close(int group) {
            this.group = group;
        }

        @Override
        boolean match(BytePattern run, int at) {
            run.end(group, at);
            if (next().match(run, at)) {
                return true;
            }
            run.end(group, -1);
            return false;
        }
    }
}
