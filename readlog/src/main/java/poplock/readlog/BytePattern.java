package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import poplock.common.Address;

/**
 * A regular expression for whole messages that is matched against their bytes. java.util.regex asks for each byte, and for
 * each class of bytes, through an interface: it took 2 microseconds to read a login of Dovecot's, several times as long as
 * this, and longer than all else that is done with a log line. The dialect is what {@link ByteSyntax} takes; in it, each
 * verdict and what each group takes are java.util.regex's.
 *
 * <p>Not for several threads at once.
 */
final class BytePattern {
    private final ByteNode first;
    private final boolean[] firsts;
    private final int[] starts;
    private final int[] ends;
    private final int[] counts;
    private byte[] bytes;
    private int end;
    private int last;
    private int looks;

    /**
     * @param groups how many take what they match
     * @param loops how many nodes count
     */
    BytePattern(ByteNode first, int groups, int loops) {
        this.first = first;
        firsts = first.firsts();
        starts = new int[groups + 1];
        ends = new int[groups + 1];
        counts = new int[loops];
    }

    /**
     * Whether it matches the whole message.
     *
     * @throws Message.RunAway if patterns have looked at the message too often, this one included
     */
    boolean matches(Message message) {
        bytes = message.buffer();
        end = message.end();
        if (!firsts[at(message.start())]) {
            return false;
        }
        looks = 0;
        Arrays.fill(ends, -1);
        boolean matched = first.match(this, message.start());
        message.looked(looks);
        return matched;
    }

    /** What the group of this number took at the last match; null if it took nothing. */
    String group(int number) {
        return ends[number] < 0
                ? null
                : new String(bytes, starts[number], ends[number] - starts[number],
                        StandardCharsets.ISO_8859_1);
    }

    /** The address that the group of this number took at the last match; empty if it is none. */
    Optional<Address> address(int number) {
        return ends[number] < 0 ? Optional.empty() : Address.parse(bytes, starts[number], ends[number]);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index after the message. */
    int end() {
        return end;
    }

    /** The byte at an index, or {@link ByteNode#END}. */
    int at(int index) {
        return index < end ? bytes[index] & 0xff : ByteNode.END;
    }

    /** Counts the work. Every node that may be asked again and again calls it. */
    void look(int times) {
        looks += times;
        if (looks > Message.MAX_LOOKS) {
            throw Message.RUN_AWAY;
        }
    }

    void start(int group, int at) {
        starts[group] = at;
    }

    /** @param at -1 if the group takes nothing after all */
    void end(int group, int at) {
        ends[group] = at;
    }

    int count(int loop) {
        return counts[loop];
    }

    void count(int loop, int count) {
        counts[loop] = count;
    }

    /** Index after what was matched by itself. */
    int last() {
        return last;
    }

    void last(int at) {
        last = at;
    }
}
