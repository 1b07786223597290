package poplock.common;

/**
 * Reads one network after another. There is no object for each: a configuration may list a hundred thousand, and
 * relaylock, which reads it for each connection, has two megabytes.
 */
final class NetworkReader {
    /** The first address, its first and its last 64 bits. */
    private final long[] base = new long[2];
    private int prefix;

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or an address alone.
     *
     * @param start index of its first byte
     * @param end index after its last one
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    void read(byte[] text, int start, int end) {
        int slash = indexOf(text, start, end, '/');
        if (!Address.parse(text, start, slash, base)) {
            throw new IllegalArgumentException(
                    "'" + ConfigLines.excerpt(text, start, end) + "' is not an address or network");
        }
        prefix = 128;
        if (slash < end) {
            cut(text, start, slash, end);
        }
    }

    boolean contains(Address address) {
        return Network.contains(base[0], base[1], prefix, address);
    }

    Network network() {
        return new Network(new Address(base[0], base[1]), prefix);
    }

    private void cut(byte[] text, int start, int slash, int end) {
        boolean dotted = text[start + Math.min(digits(text, start, slash), slash - start - 1)] == '.';
        int first = dotted ? Network.IPV4_START : 0;
        int bits = bits(text, slash + 1, end, 128 - first);
        if (bits < 0) {
            throw new IllegalArgumentException("'" + ConfigLines.excerpt(text, start, end)
                    + "' has no prefix length of 0 to " + (128 - first));
        }
        prefix = first + bits;
        long high = base[0] & Network.highMask(prefix);
        long low = base[1] & Network.lowMask(prefix);
        boolean whole = high == base[0] && low == base[1];
        base[0] = high;
        base[1] = low;
        if (!whole) {
            throw new IllegalArgumentException("'" + ConfigLines.excerpt(text, start, end)
                    + "' has bits set after its prefix; the network is written " + network());
        }
    }

    /** A number of 0 to {@code max}; -1 if it is none. */
    private static int bits(byte[] text, int start, int end, int max) {
        int bits = 0;
        for (int i = start; i < end; i++) {
            byte c = text[i];
            bits = c < '0' || c > '9' || bits > max ? max + 1 : bits * 10 + c - '0';
        }
        return start == end || bits > max || text[start] == '0' && end > start + 1 ? -1 : bits;
    }

    /** How many decimal digits there are at the start. */
    private static int digits(byte[] text, int start, int end) {
        int at = start;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - start;
    }

    /** Index of a byte, or {@code end} if it is not there. */
    private static int indexOf(byte[] text, int start, int end, char wanted) {
        int at = start;
        while (at < end && text[at] != wanted) {
            at++;
        }
        return at;
    }
}
