package poplock.common;

import java.util.Optional;

/**
 * One line of the database: an address, or with {@code ipv6_prefix} a network, and the time of its last login.
 *
 * @param address the network's first address
 * @param prefix length of the network's prefix in bits: 128 for an address, else {@link Scope#MIN} or more
 * @param time seconds since the epoch, 0 to {@link #MAX_TIME}
 */
public record Entry(Address address, int prefix, long time) {
    /** The last second that fits into the twelve digits of a line: some 30,000 years from now. */
    public static final long MAX_TIME = 999_999_999_999L;

    /** The longest text before the blank. */
    public static final int MAX_KEY = Address.MAX_TEXT + 4;

    public Entry(Address address, long time) {
        this(address, 128, time);
    }

    public Entry {
        if (time < 0 || time > MAX_TIME) {
            throw new IllegalArgumentException("time " + time + " is not within 0 to " + MAX_TIME);
        }
    }

    /**
     * Reads a line as {@link #toString} writes it, without its LF. The address must be in its canonical form: another
     * spelling would stand in another place of the sorted file, where nobody finds it.
     *
     * @return empty if the line is anything else
     */
    public static Optional<Entry> parse(String line) {
        int blank = line.indexOf(' ');
        long time = blank < 0 ? -1 : seconds(line, blank + 1);
        if (time < 0) {
            return Optional.empty();
        }
        int prefix = prefix(line, blank);
        int end = prefix == 128 ? blank : line.lastIndexOf('/', blank);
        String text = line.substring(0, end);
        return prefix < 0
                ? Optional.empty()
                : Address.parse(text)
                        .filter(address -> address.toString().equals(text) && isBase(address, prefix))
                        .map(address -> new Entry(address, prefix, time));
    }

    /** The prefix of the network that ends at {@code end}, 128 if it is an address; -1 if it is neither. */
    private static int prefix(String line, int end) {
        int slash = line.lastIndexOf('/', end);
        if (slash < 0) {
            return 128;
        }
        int prefix = 0;
        for (int i = slash + 1; i < end; i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9' || i - slash > 3) {
                return -1;
            }
            prefix = prefix * 10 + c - '0';
        }
        return prefix >= Scope.MIN && prefix < 128 && line.charAt(slash + 1) != '0' ? prefix : -1;
    }

    private static boolean isBase(Address address, int prefix) {
        return prefix == 128
                || !address.isIpv4() && new Scope(prefix).of(address).equals(new Network(address, prefix));
    }

    /** What may relay because of it. */
    public Network network() {
        return new Network(address, prefix);
    }

    /** The database's line format: address or network, one blank, time. */
    @Override
    public String toString() {
        return network() + " " + time;
    }

    private static long seconds(String line, int start) {
        int digits = line.length() - start;
        if (digits < 1 || digits > 12 || digits > 1 && line.charAt(start) == '0') {
            return -1;
        }
        long value = 0;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
