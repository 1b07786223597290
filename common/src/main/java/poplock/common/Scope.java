package poplock.common;

/**
 * What one login opens: its address, or with {@code ipv6_prefix} the whole IPv6 network around it. A client with privacy
 * addresses changes its own within the network that it was given.
 *
 * @param prefix length of the IPv6 networks in bits, {@link #MIN} to 128
 */
public record Scope(int prefix) {
    /** The address alone. */
    public static final Scope ADDRESS = new Scope(128);
    /** The widest network: more than one site is never given. */
    public static final int MIN = 48;

    private static final long NAT64 = 0x64ff9b;
    private static final long LINK_LOCAL = 0xfe80L << 48;
    private static final long LINK_LOCAL_MASK = -1L << 54;

    public Scope {
        if (prefix < MIN || prefix > 128) {
            throw new IllegalArgumentException("prefix " + prefix);
        }
    }

    /** What a login from an address opens. */
    public Network of(Address address) {
        int its = prefixOf(address.high(), address.low());
        return new Network(
                new Address(address.high() & Network.highMask(its), address.low() & Network.lowMask(its)),
                its);
    }

    /** The first 64 bits of the network's first address. */
    public long high(long high, long low) {
        return high & Network.highMask(prefixOf(high, low));
    }

    /** Its last 64 bits. */
    public long low(long high, long low) {
        return low & Network.lowMask(prefixOf(high, low));
    }

    /**
     * Writes the network as an entry begins with it.
     *
     * @param high the first 64 bits of its first address
     * @param to has room for {@link Entry#MAX_KEY} bytes from {@code at} on
     * @return index after it
     */
    public int write(long high, long low, byte[] to, int at) {
        int next = Address.write(high, low, to, at);
        int its = prefixOf(high, low);
        if (its == 128) {
            return next;
        }
        to[next++] = '/';
        if (its > 99) {
            to[next++] = '1';
        }
        to[next++] = (byte) ('0' + its / 10 % 10);
        to[next++] = (byte) ('0' + its % 10);
        return next;
    }

    /**
     * How long the prefix of the network is that a login from an address opens. Of addresses that hold another one, or that many
     * hosts of many sites have, the address alone: IPv4 and what stands for it (64:ff9b::/32 and ::/96), Teredo (2001::/32, whose
     * first 64 bits name the server), link-local ones, loopback.
     */
    public int prefixOf(long high, long low) {
        boolean alone = prefix == 128 || high == 0 || high >>> 32 == NAT64 || high >>> 32 == 0x20010000L
                || (high & LINK_LOCAL_MASK) == LINK_LOCAL;
        return alone ? 128 : prefix;
    }
}
