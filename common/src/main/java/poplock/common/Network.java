package poplock.common;

import java.util.List;
import java.util.Optional;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single address. IPv4 addresses belong to IPv4
 * networks only: ::/0 is all of IPv6 and none of IPv4.
 *
 * @param base the first address; the bits after the prefix are zero
 * @param prefix length of the prefix in bits, 0 to 128; an IPv4 network's counts from 96
 */
public record Network(Address base, int prefix) {
    private static final int IPV4_START = 96;

    /**
     * Parses {@code 192.0.2.0/24}, {@code 2001:db8::/32} or an address alone.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        Address base = Address.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + text + "' is not an address or network"));
        if (slash < 0) {
            return new Network(base, 128);
        }
        int start = base.isIpv4() && text.indexOf(':') < 0 ? IPV4_START : 0;
        int prefix = start + bits(text, slash + 1, 128 - start);
        var network = new Network(new Address(base.high() & highMask(prefix), base.low() & lowMask(prefix)),
                prefix);
        if (!network.base.equals(base)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has bits set after its prefix; the network is written " + network);
        }
        return network;
    }

    public boolean contains(Address address) {
        return address.isIpv4() == isIpv4() && (address.high() & highMask(prefix)) == base.high()
                && (address.low() & lowMask(prefix)) == base.low();
    }

    /** The first of some networks that contains an address. */
    public static Optional<Network> covering(List<Network> networks, Address address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return Optional.of(network);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return prefix == 128 ? base.toString() : base + "/" + (isIpv4() ? prefix - IPV4_START : prefix);
    }

    private boolean isIpv4() {
        return prefix >= IPV4_START && base.isIpv4();
    }

    private static int bits(String text, int start, int max) {
        int bits = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            bits = c < '0' || c > '9' || bits > max ? max + 1 : bits * 10 + c - '0';
        }
        if (start == text.length() || bits > max || text.charAt(start) == '0' && text.length() > start + 1) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length of 0 to " + max);
        }
        return bits;
    }

    /** A mask of the first {@code prefix} bits, its first half; Java shifts by the count modulo 64. */
    private static long highMask(int prefix) {
        return prefix == 0 ? 0 : prefix >= 64 ? -1 : -1L << 64 - prefix;
    }

    private static long lowMask(int prefix) {
        return prefix <= 64 ? 0 : -1L << 128 - prefix;
    }
}
