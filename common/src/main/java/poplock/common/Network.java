package poplock.common;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 section 2.3), or a single address. IPv4 addresses belong to IPv4
 * networks only: ::/0 is all of IPv6 and none of IPv4.
 *
 * @param base the first address; the bits after the prefix are zero
 * @param prefix length of the prefix in bits, 0 to 128; an IPv4 network's counts from 96
 */
public record Network(Address base, int prefix) {
    static final int IPV4_START = 96;

    /**
     * Parses {@code 192.0.2.0/24}, {@code 2001:db8::/32} or an address alone.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static Network parse(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            bytes[i] = (byte) (c <= 0xff ? c : '?');
        }
        var reader = new NetworkReader();
        reader.read(bytes, 0, bytes.length);
        return reader.network();
    }

    public boolean contains(Address address) {
        return contains(address.high(), address.low());
    }

    /** The same of an address that is no object. */
    public boolean contains(long high, long low) {
        return contains(base.high(), base.low(), prefix, high, low);
    }

    /** As {@link #contains(Address)}, for a network that is no object. */
    static boolean contains(long high, long low, int prefix, Address address) {
        return contains(high, low, prefix, address.high(), address.low());
    }

    private static boolean contains(long high, long low, int prefix, long addressHigh, long addressLow) {
        return (addressHigh & highMask(prefix)) == high && (addressLow & lowMask(prefix)) == low
                && Address.isIpv4(addressHigh, addressLow) == isIpv4(high, low, prefix);
    }

    /** Whether the two have an address in common: then one of them lies in the other. */
    public boolean overlaps(Network other) {
        return prefix <= other.prefix ? contains(other.base) : other.contains(base);
    }

    @Override
    public String toString() {
        return prefix == 128 ? base.toString() : base + "/" + (isIpv4() ? prefix - IPV4_START : prefix);
    }

    private boolean isIpv4() {
        return isIpv4(base.high(), base.low(), prefix);
    }

    private static boolean isIpv4(long high, long low, int prefix) {
        return prefix >= IPV4_START && high == 0 && low >>> 32 == 0xffff;
    }

    /** A mask of the first {@code prefix} bits, its first half; Java shifts by the count modulo 64. */
    static long highMask(int prefix) {
        return prefix == 0 ? 0 : prefix >= 64 ? -1 : -1L << 64 - prefix;
    }

    static long lowMask(int prefix) {
        return prefix <= 64 ? 0 : -1L << 128 - prefix;
    }
}
