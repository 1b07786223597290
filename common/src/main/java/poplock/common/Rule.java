package poplock.common;

import java.util.List;
import java.util.Optional;

/**
 * A network of an {@code allow}, {@code deny} or {@code ignore} line, and until when the line counts.
 *
 * @param until the time as the line writes it; empty for always
 * @param end the same in seconds since the epoch, the first at which the line counts no more
 */
public record Rule(Network network, String until, long end) {
    /** The end of a line without a time. */
    static final long ALWAYS = Long.MAX_VALUE;

    /** Whether the line counts at a time, in seconds since the epoch. */
    public boolean holds(long now) {
        return now < end;
    }

    /** The first of some rules that covers an address at a time. */
    public static Optional<Rule> covering(List<Rule> rules, Address address, long now) {
        for (Rule rule : rules) {
            if (rule.network.contains(address) && rule.holds(now)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return until.isEmpty() ? network.toString() : network + " until " + until;
    }
}
