package poplock.common;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AddressTest {
    private static String canonical(String text) {
        return Address.parse(text).map(Address::toString).orElse("refused");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255", "192.0.2.7, 192.0.2.7",
            "1.2.3.4, 1.2.3.4",
            "::ffff:192.0.2.7, 192.0.2.7", "::FFFF:c000:207, 192.0.2.7",
            "0:0:0:0:0:ffff:192.0.2.7, 192.0.2.7",
            "0000:0000:0000:0000:0000:ffff:192.168.158.190, 192.168.158.190", "::ffff:0:0, 0.0.0.0"})
    void ipv4InEachSpellingIsDottedDecimal(String text, String expected) {
        assertEquals(expected, canonical(text));
    }

    // The forms of RFC 5952 sections 2 and 4, and RFC 4291 section 2.2.
    @ParameterizedTest
    @CsvSource({"::, ::", "::1, ::1", "1::, 1::", "0:0:0:0:0:0:0:0, ::", "0:0:0:0:0:0:0:1, ::1",
            "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:0db8::1:0:0:1, 2001:db8::1:0:0:1",
            "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1", "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
            "2001:0:0:1:0:0:0:1, 2001:0:0:1::1", "2001:db8::0001, 2001:db8::1",
            "2001:DB8:AAAA:bbbb:CCCC:dddd:EEEE:1, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
            "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
            "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0", "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
            "1:2:3:4:5:6::, 1:2:3:4:5:6::",
            "1:2:3::5:6:7:8, 1:2:3:0:5:6:7:8", "0:0:1:0:0:0:1:0, 0:0:1::1:0", "1:0:0:2:0:0:3:4, 1::2:0:0:3:4",
            "::1.2.3.4, ::102:304", "::fffe:1.2.3.4, ::fffe:102:304",
            "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
            "::ffff:0:1.2.3.4, ::ffff:0:102:304", "1:2:3:4:5:6:255.255.255.255, 1:2:3:4:5:6:ffff:ffff",
            "fe80::1, fe80::1", "ff02::1, ff02::1"})
    void ipv6IsWrittenAsRfc5952(String text, String expected) {
        assertEquals(expected, canonical(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "...", "1", "1.2.3", "1.2.3.", ".1.2.3.4", "1.2.3.4.", "1.2.3.4.5",
            "1..2.3",
            "1.2.3.256", "1.2.3.999", "1.2.3.1000", "01.2.3.4", "1.2.3.04", "1.2.3.00", "0x1.2.3.4",
            "1.2.3.0x4", "1.2.3.-4",
            "1.2.3.+4", "+1.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "1.2.3.4\0", "1.2.3.4/32",
            "1.2.3.4:25", "1,2,3,4",
            "[1.2.3.4]", "3232235777", "0300.0.2.7", "192.0.2", "192.0.2.0-255", "=192.0.2.7", "\u0661.2.3.4",
            "1.2.3.\uff14",
            "１.２.３.４", "localhost", "mx1.example.org", "1.2.3.4a", "a1.2.3.4", "1.2.3.4%eth0", "1e1.2.3.4"})
    void whatIsNotExactlyOneIpv4AddressIsRefused(String text) {
        assertEquals("refused", canonical(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":::", "::::", "1:", ":1", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:",
            ":1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1::2::3", "::1::", "1:::2", ":::1",
            "1:::",
            "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "12345::",
            "::12345",
            "00001::", "g::", "::g", "1:2:3:4:5:6:7:g", "::1%lo", "fe80::1%eth0", "fe80::1%1", "[::1]",
            "::1/128", "::1 ", " ::1",
            "::1\n", "::\0", "::1]", "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "::1.2.3.4:5",
            "1.2.3.4::", "1.2.3.4:1:2:3:4:5:6", "::1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4",
            "1:2:3:4:5:6:7::1.2.3.4",
            "::ffff:1.2.3.4/96", "::\u0661", "::\uff21", "::ſ", "-1::", "+1::", "0x1::", "2001.db8::1",
            "1:2:3:4:5:6:7;8", "::ffff:1.2.3.4%1", "ipv6:::1", "0:0:0:0:0:ffff:1.2.3.4.",
            "0000:0000:0000:0000:0000:ffff:192.168.158.1900"})
    void whatIsNotExactlyOneIpv6AddressIsRefused(String text) {
        assertEquals("refused", canonical(text));
    }

    @Test
    void aTextOfAnyLengthIsRefusedWithoutReadingIt() {
        assertEquals("refused", canonical("1:".repeat(500_000)));
        assertEquals("refused", canonical("0".repeat(Address.MAX_TEXT)));
        assertEquals("refused", canonical("0".repeat(Address.MAX_TEXT + 1)));
    }

    @Test
    void theLongestTextIsTaken() {
        String longest = "0000:0000:0000:0000:0000:0001:192.168.158.190";
        assertEquals(Address.MAX_TEXT, longest.length());
        assertEquals("::1:c0a8:9ebe", canonical(longest));
    }

    @Test
    void onlyIpv4AndMappedAddressesAreIpv4() {
        assertTrue(Address.parse("192.0.2.7").orElseThrow().isIpv4());
        assertTrue(Address.parse("::ffff:192.0.2.7").orElseThrow().isIpv4());
        assertFalse(Address.parse("::192.0.2.7").orElseThrow().isIpv4());
        assertFalse(Address.parse("::fffe:192.0.2.7").orElseThrow().isIpv4());
        assertFalse(Address.parse("1::ffff:192.0.2.7").orElseThrow().isIpv4());
    }

    @Test
    void theTwoSpellingsOfAHostAreEqual() {
        assertEquals(Address.parse("192.0.2.7"), Address.parse("::ffff:192.0.2.7"));
        assertEquals(Address.parse("2001:db8::"), Address.parse("2001:DB8:0:0::0"));
    }

    @Test
    void canonicalTextReadsBackAsTheSameAddress() {
        var random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            Address address = someAddress(random);
            assertEquals(Optional.of(address), Address.parse(address.toString()));
        }
    }

    /** The JDK as oracle: it takes more texts, so only those that it reads without a name look-up are compared. */
    @Test
    void eachSpellingReadsAsTheJdkReadsIt() throws UnknownHostException {
        var random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            Address address = someAddress(random);
            String spelling = spelling(random, address);
            byte[] bytes = InetAddress.ofLiteral(spelling).getAddress();
            Address expected = bytes.length == 4
                    ? new Address(0, 0xffffL << 32 | ByteBuffer.wrap(bytes).getInt() & 0xffffffffL)
                    : new Address(ByteBuffer.wrap(bytes).getLong(), ByteBuffer.wrap(bytes).getLong(8));
            assertEquals(Optional.of(expected), Address.parse(spelling), spelling);
            assertEquals(address, expected, spelling);
        }
    }

    /** Small changes to good addresses: whatever is taken must be an address for the JDK too, and the same one. */
    @Test
    void aChangedTextIsRefusedOrReadAsTheJdkReadsIt() throws UnknownHostException {
        var random = new Random(3);
        String signs = "0123456789abcdefABCDEF:::...%/ []gx\0\n\u0661";
        for (int i = 0; i < 300_000; i++) {
            var text = new StringBuilder(spelling(random, someAddress(random)));
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length() + 1);
                char sign = signs.charAt(random.nextInt(signs.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, sign);
                    case 1 -> text.replace(at, Math.min(at + 1, text.length()), String.valueOf(sign));
                    default -> text.delete(at, at + 1);
                }
            }
            var parsed = Address.parse(text);
            if (parsed.isPresent()) {
                String canonical = parsed.get().toString();
                assertEquals(InetAddress.ofLiteral(canonical), InetAddress.ofLiteral(text.toString()));
            }
        }
    }

    /** Addresses with many zero groups, and many IPv4 ones. */
    private static Address someAddress(Random random) {
        long high = 0;
        long low = 0;
        for (int group = 0; group < 8; group++) {
            long value = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(0x10000);
                case 1 -> random.nextInt(16);
                default -> 0;
            };
            high = high << 16 | low >>> 48;
            low = low << 16 | value;
        }
        return random.nextInt(4) == 0
                ? new Address(0, 0xffffL << 32 | low & 0xffffffffL)
                : new Address(high, low);
    }

    /** Any of the ways to write an address: leading zeros, upper case, uncompressed, or canonical. */
    private static String spelling(Random random, Address address) {
        if (address.isIpv4() || random.nextInt(3) == 0) {
            return address.toString();
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? address.high() : address.low();
            int group = (int) (half >>> 48 - i % 4 * 16) & 0xffff;
            String digits = random.nextBoolean() ? String.format("%04x", group) : Integer.toHexString(group);
            text.append(i == 0 ? "" : ":").append(random.nextBoolean() ? digits.toUpperCase() : digits);
        }
        return text.toString();
    }
}
