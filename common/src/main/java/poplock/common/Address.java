package poplock.common;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address, as the 128 bits of RFC 4291; an IPv4 address is its IPv4-mapped form (::ffff:0:0/96), so
 * that the two spellings of one host are one address.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record Address(long high, long low) {
    /** The longest text that {@link #parse} takes: eight groups, the last two as dotted decimal. */
    public static final int MAX_TEXT = 45;

    private static final long MAPPED = 0xffffL << 32;
    private static final int GROUPS = 8;

    /**
     * The one gate through which text becomes an address. Takes IPv4 as four decimal octets without leading zeros
     * and IPv6 as RFC 4291 section 2.2 writes it, in ASCII; nothing else: no zone, no port, no blanks, no brackets, no
     * shortened or octal IPv4, no host name. Never asks the DNS.
     *
     * @return empty if the whole text is not exactly one address
     */
    public static Optional<Address> parse(CharSequence text) {
        int length = text.length();
        if (length > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            bytes[i] = (byte) (c < 0x80 ? c : '?');
        }
        return parse(bytes, 0, length);
    }

    /**
     * The same for text in ASCII.
     *
     * @param start index of its first byte
     * @param end index after its last one
     */
    public static Optional<Address> parse(byte[] text, int start, int end) {
        long[] bits = new long[2];
        return parse(text, start, end, bits) ? Optional.of(new Address(bits[0], bits[1])) : Optional.empty();
    }

    /**
     * The same without an object for each address, for text that holds thousands.
     *
     * @param bits where the first and the last 64 bits go
     * @return false if the whole text is not exactly one address
     */
    public static boolean parse(byte[] text, int start, int end, long[] bits) {
        if (end - start > MAX_TEXT) {
            return false;
        }
        long ipv4 = octets(text, start, end);
        bits[0] = 0;
        bits[1] = ipv4 >= 0 ? MAPPED | ipv4 : 0;
        return ipv4 >= 0 || groups(text, start, end, bits);
    }

    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** The same of an address that is no object. */
    static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** Canonical: dotted decimal for IPv4 and for IPv4-mapped IPv6, RFC 5952 for the rest. */
    @Override
    public String toString() {
        byte[] bytes = new byte[MAX_TEXT];
        char[] text = new char[write(high, low, bytes, 0)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) bytes[i];
        }
        return new String(text);
    }

    /**
     * The same for an address that is no object, in ASCII.
     *
     * @param to has room for {@link #MAX_TEXT} bytes from {@code at} on
     * @return index after the address
     */
    public static int write(long high, long low, byte[] to, int at) {
        return high == 0 && low >>> 32 == 0xffff ? dotted(low, to, at) : colons(high, low, to, at);
    }

    /** Dotted decimal from {@code start} to {@code end} as 32 bits; -1 if it is not that. */
    private static long octets(byte[] text, int start, int end) {
        long bits = 0;
        int position = start;
        for (int octet = 0; octet < 4; octet++) {
            if (octet > 0 && (position >= end || text[position++] != '.')) {
                return -1;
            }
            int first = position;
            int value = 0;
            while (position < end && position - first < 3 && isDigit(text[position])) {
                value = value * 10 + text[position++] - '0';
            }
            boolean padded = position - first > 1 && text[first] == '0';
            if (position == first || padded || value > 255) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return position == end ? bits : -1;
    }

    private static boolean groups(byte[] text, int start, int end, long[] bits) {
        int count = 0;
        int gap = -1;
        int position = start;
        while (position < end) {
            if (startsWithGap(text, position, end)) {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                position += 2;
                continue;
            }
            boolean afterGap = gap == count;
            if (count > 0 && !afterGap && text[position++] != ':') {
                return false;
            }
            long tail = count <= GROUPS - 2 ? octets(text, position, end) : -1;
            if (tail >= 0) {
                append(bits, (int) (tail >>> 16));
                append(bits, (int) (tail & 0xffff));
                count += 2;
                position = end;
                continue;
            }
            int digits = hexDigits(text, position, end);
            if (digits == 0 || count == GROUPS) {
                return false;
            }
            append(bits, hex(text, position, digits));
            count++;
            position += digits;
        }
        return gap < 0 ? count == GROUPS : fill(bits, count, gap);
    }

    private static void append(long[] bits, int group) {
        bits[0] = bits[0] << 16 | bits[1] >>> 48;
        bits[1] = bits[1] << 16 | group;
    }

    private static boolean startsWithGap(byte[] text, int position, int end) {
        return position + 1 < end && text[position] == ':' && text[position + 1] == ':';
    }

    /** Puts the zeros that "::" stands for (at least one group) in its place. */
    private static boolean fill(long[] bits, int count, int gap) {
        long high = bits[0];
        long low = bits[1];
        for (int i = 0; i < GROUPS; i++) {
            int zeros = GROUPS - count;
            boolean zero = i >= gap && i < gap + zeros;
            int after = zero ? 0 : 16 * (i < gap ? count - 1 - i : GROUPS - 1 - i);
            long half = after < 64 ? low >>> after : high >>> after - 64;
            append(bits, zero ? 0 : (int) half & 0xffff);
        }
        return count < GROUPS;
    }

    private static int hexDigits(byte[] text, int start, int end) {
        int to = start;
        while (to < end && to - start < 4 && digit(text[to]) >= 0) {
            to++;
        }
        return to - start;
    }

    private static int hex(byte[] text, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            value = value << 4 | digit(text[i]);
        }
        return value;
    }

    /** Value of an ASCII hexadecimal digit, or -1; Character.digit would take other scripts' digits too. */
    private static int digit(byte c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static int dotted(long low, byte[] to, int at) {
        int next = at;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int octet = (int) (low >>> shift) & 0xff;
            if (octet > 99) {
                to[next++] = (byte) ('0' + octet / 100);
            }
            if (octet > 9) {
                to[next++] = (byte) ('0' + octet / 10 % 10);
            }
            to[next++] = (byte) ('0' + octet % 10);
            if (shift > 0) {
                to[next++] = '.';
            }
        }
        return next;
    }

    /** RFC 5952 section 4: lower case, no leading zeros, "::" for the first longest run of two or more zero groups. */
    private static int colons(long high, long low, byte[] to, int at) {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zerosFrom(high, low, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        int next = at;
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                to[next++] = ':';
                to[next++] = ':';
                i += length - 1;
                continue;
            }
            if (i > 0 && i != start + length) {
                to[next++] = ':';
            }
            next = hex(group(high, low, i), to, next);
        }
        return next;
    }

    private static int hex(int group, byte[] to, int at) {
        int next = at;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >>> shift & 15;
            if (next > at || digit > 0 || shift == 0) {
                to[next++] = (byte) (digit < 10 ? '0' + digit : 'a' + digit - 10);
            }
        }
        return next;
    }

    private static int zerosFrom(long high, long low, int first) {
        int end = first;
        while (end < GROUPS && group(high, low, end) == 0) {
            end++;
        }
        return end - first;
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> 48 - index % 4 * 16) & 0xffff;
    }
}
