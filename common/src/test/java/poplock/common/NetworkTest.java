package poplock.common;

import java.math.BigInteger;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NetworkTest {
    private static boolean contains(String network, String address) {
        return Network.parse(network).contains(Address.parse(address).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, 192.0.2.0, 192.0.2.255, 192.0.1.255, 192.0.3.0",
            "192.0.2.0/23, 192.0.2.0, 192.0.3.255, 192.0.1.255, 192.0.4.0",
            "192.0.2.6/31, 192.0.2.6, 192.0.2.7, 192.0.2.5, 192.0.2.8",
            "192.0.2.7, 192.0.2.7, 192.0.2.7, 192.0.2.6, 192.0.2.8",
            "192.0.2.7/32, 192.0.2.7, 192.0.2.7, 192.0.2.6, 192.0.2.8",
            "128.0.0.0/1, 128.0.0.0, 255.255.255.255, 127.255.255.255, 0.0.0.0",
            "0.0.0.0/1, 0.0.0.0, 127.255.255.255, 128.0.0.0, 255.255.255.255",
            "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
            "2001:db8:0:1::/64, 2001:db8:0:1::, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8::ffff:ffff:ffff:ffff, 2001:db8:0:2::",
            "2001:db8::/63, 2001:db8::, 2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db7:ffff:ffff::, 2001:db8:0:2::",
            "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::, 2001:db8::ffff:ffff:ffff:ffff, 2001:db8::7fff:ffff:ffff:ffff, 2001:db8:0:1::",
            "8000::/1, 8000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 7fff::, ::",
            "2001:db8::6/127, 2001:db8::6, 2001:db8::7, 2001:db8::5, 2001:db8::8",
            "2001:db8::7/128, 2001:db8::7, 2001:db8::7, 2001:db8::6, 2001:db8::8"})
    void holdsItsFirstAndLastAddressAndNotTheirNeighbours(String network, String first, String last,
            String before, String after) {
        assertTrue(contains(network, first));
        assertTrue(contains(network, last));
        assertFalse(contains(network, before));
        assertFalse(contains(network, after));
    }

    @Test
    void allOfIpv4HoldsNoIpv6AndAllOfIpv6NoIpv4() {
        assertTrue(contains("0.0.0.0/0", "0.0.0.0"));
        assertTrue(contains("0.0.0.0/0", "255.255.255.255"));
        assertTrue(contains("0.0.0.0/0", "::ffff:1.2.3.4"));
        assertFalse(contains("0.0.0.0/0", "::"));
        assertFalse(contains("0.0.0.0/0", "::1"));
        assertTrue(contains("::/0", "::"));
        assertTrue(contains("::/0", "ffff::"));
        assertFalse(contains("::/0", "1.2.3.4"));
        assertFalse(contains("::/80", "1.2.3.4"));
    }

    @Test
    void aMappedNetworkIsAnIpv4Network() {
        assertEquals(Network.parse("192.0.2.0/24"), Network.parse("::ffff:192.0.2.0/120"));
        assertEquals(Network.parse("0.0.0.0/0"), Network.parse("::ffff:0:0/96"));
        assertEquals(Network.parse("192.0.2.7"), Network.parse("::ffff:192.0.2.7"));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/24, 192.0.2.0/24", "192.0.2.7/32, 192.0.2.7", "192.0.2.7, 192.0.2.7",
            "0.0.0.0/0, 0.0.0.0/0",
            "2001:DB8:0::/48, 2001:db8::/48", "::/0, ::/0", "::1/128, ::1",
            "::ffff:10.0.0.0/104, 10.0.0.0/8"})
    void isWrittenCanonically(String text, String expected) {
        assertEquals(expected, Network.parse(text).toString());
        assertEquals(Network.parse(text), Network.parse(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"\" | '' is not an address or network",
            "mx1.example.org | 'mx1.example.org' is not an address or network",
            "/8 | '/8' is not an address or network",
            "192.0.2/24 | '192.0.2/24' is not an address or network",
            "192.0.2. | '192.0.2.' is not an address or network",
            "192.0.2.* | '192.0.2.*' is not an address or network",
            "192.0.2.0-255 | '192.0.2.0-255' is not an address or network",
            "all | 'all' is not an address or network",
            "fe80::1%lo/64 | 'fe80::1%lo/64' is not an address or network",
            "10.0.0.0/ | '10.0.0.0/' has no prefix length of 0 to 32",
            "10.0.0.0/33 | '10.0.0.0/33' has no prefix length of 0 to 32",
            "10.0.0.0/08 | '10.0.0.0/08' has no prefix length of 0 to 32",
            "10.0.0.0/-1 | '10.0.0.0/-1' has no prefix length of 0 to 32",
            "10.0.0.0/+8 | '10.0.0.0/+8' has no prefix length of 0 to 32",
            "10.0.0.0/8/8 | '10.0.0.0/8/8' has no prefix length of 0 to 32",
            "10.0.0.0/255.0.0.0 | '10.0.0.0/255.0.0.0' has no prefix length of 0 to 32",
            "10.0.0.0/4294967304 | '10.0.0.0/4294967304' has no prefix length of 0 to 32",
            "10.0.0.0/99999999999999999999 | '10.0.0.0/99999999999999999999' has no prefix length of 0 to 32",
            "10.0.0.0/\u00b2 | '10.0.0.0/\u00b2' has no prefix length of 0 to 32",
            "::/129 | '::/129' has no prefix length of 0 to 128",
            "192.0.2.7/24 | '192.0.2.7/24' has bits set after its prefix; the network is written 192.0.2.0/24",
            "0.0.0.1/0 | '0.0.0.1/0' has bits set after its prefix; the network is written 0.0.0.0/0",
            "2001:db8::1/64 | '2001:db8::1/64' has bits set after its prefix; the network is written 2001:db8::/64"})
    void whatIsNoNetworkIsRefusedWithTheReason(String text, String why) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
        assertEquals(why, refused.getMessage());
    }

    @Test
    void everyPrefixAgreesWithArithmetic() {
        var random = new Random(4);
        for (int prefix = 0; prefix <= 128; prefix++) {
            for (int i = 0; i < 200; i++) {
                BigInteger base = new BigInteger(128, random).shiftRight(128 - prefix)
                        .shiftLeft(128 - prefix);
                BigInteger near = i % 2 == 0
                        ? base.or(new BigInteger(128 - prefix, random))
                        : base.xor(BigInteger.ONE.shiftLeft(random.nextInt(128)));
                boolean same = near.shiftRight(128 - prefix).equals(base.shiftRight(128 - prefix));
                var network = new Network(address(base), prefix);
                assertEquals(same, network.contains(address(near)), network + " " + address(near));
            }
        }
    }

    private static Address address(BigInteger bits) {
        return new Address(bits.shiftRight(64).longValue(), bits.longValue());
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.1.0.0/16, true", "10.0.0.0/8, 11.0.0.0/8, false", "::1, ::1, true",
            "::/0, ::1, true", "::/0, 127.0.0.1, false", "0.0.0.0/0, ::1, false",
            "0.0.0.0/0, 127.0.0.0/8, true"})
    void overlapsIfOneLiesInTheOther(String one, String other, boolean overlaps) {
        assertEquals(overlaps, Network.parse(one).overlaps(Network.parse(other)));
        assertEquals(overlaps, Network.parse(other).overlaps(Network.parse(one)));
    }
}
