package poplock.common;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ScopeTest {
    @ParameterizedTest
    @CsvSource({"64, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64", "48, 2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
            "56, 2001:db8:1:2ff::6, 2001:db8:1:200::/56", "127, 2001:db8::7, 2001:db8::6/127",
            "100, 2001:db8::ffff:ffff, 2001:db8::f000:0/100", "128, 2001:db8::7, 2001:db8::7",
            "64, 192.0.2.7, 192.0.2.7", "48, ::ffff:192.0.2.7, 192.0.2.7",
            "64, fd00:1:2:3::9, fd00:1:2:3::/64",
            "48, 2002:c000:207::1, 2002:c000:207::/48"})
    void opensTheNetworkAround(int prefix, String address, String network) {
        assertOpens(prefix, address, network);
    }

    /** They stand for other addresses, or many sites have them: the network would be half the world. */
    @ParameterizedTest
    @ValueSource(strings = {"64:ff9b::c000:207", "64:ff9b:1::c000:207", "::1", "::c000:207", "fe80::7",
            "febf::7",
            "2001:0:c000:207::7", "::ffff:0:c000:207"})
    void opensTheAddressAlone(String address) {
        for (int prefix = Scope.MIN; prefix <= 128; prefix++) {
            assertOpens(prefix, address, address);
        }
    }

    private static void assertOpens(int prefix, String text, String network) {
        Address address = Address.parse(text).orElseThrow();
        var scope = new Scope(prefix);
        assertEquals(network, scope.of(address).toString());
        byte[] bytes = new byte[Entry.MAX_KEY];
        int end = scope.write(scope.high(address.high(), address.low()),
                scope.low(address.high(), address.low()),
                bytes, 0);
        assertEquals(network, new String(bytes, 0, end, StandardCharsets.US_ASCII));
        Entry entry = Entry.parse(network + " 7").orElseThrow();
        assertEquals(scope.of(address), entry.network());
        assertEquals(network + " 7", entry.toString());
    }

    @Test
    void hasBounds() {
        assertThrows(IllegalArgumentException.class, () -> new Scope(47));
        assertThrows(IllegalArgumentException.class, () -> new Scope(129));
    }
}
