package poplock.common;

import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EntryTest {
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7 1795348800", "2001:db8::7 1795348811", "0.0.0.0 0", ":: 1",
            "255.255.255.255 999999999999", "2001:db8:1:2::/64 1", "2001:db8::/48 1", "2001:db8::6/127 1",
            "abcd:ef01:2345:6789:abcd:ef01:2345:6789 999999999999"})
    void aLineReadsBackAsItIsWritten(String line) {
        assertEquals(line, Entry.parse(line).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "192.0.2.7", "192.0.2.7 ", " 1795348800", "1795348800",
            "192.0.2.7  1795348800",
            " 192.0.2.7 1795348800", "192.0.2.7 1795348800 ", "192.0.2.7 1795348800\r",
            "192.0.2.7 1795348800\n",
            "192.0.2.7\t1795348800", "192.0.2.7 1795348800 x", "192.0.2.7 01795348800", "192.0.2.7 00",
            "192.0.2.7 -1", "192.0.2.7 +1",
            "192.0.2.7 1.5", "192.0.2.7 0x10", "192.0.2.7 1000000000000", "192.0.2.7 99999999999999999999999",
            "192.0.2.7 \u0661",
            "192.0.2.7 never", "::ffff:192.0.2.7 1", "2001:DB8::7 1", "2001:db8:0::7 1", "2001:0db8::7 1",
            "0:0:0:0:0:0:0:1 1",
            "192.0.02.7 1", "192.0.2 1", "mx1.example.org 1", "192.0.2.7/32 1", "192.0.2.0/64 1",
            "2001:db8::/47 1", "2001:db8::/128 1", "2001:db8::7/64 1",
            "2001:db8::/064 1", "2001:db8::/ 1", "2001:db8::/6x 1", "2001:db8::/9999999999 1",
            "2001:db8::/-64 1",
            "/64 1", "64:ff9b::/64 1", "::/64 1", "2001:db8::/64/64 1", "\0 1", "192.0.2.7 1\0"})
    void anyOtherLineIsRefused(String line) {
        assertEquals(Optional.empty(), Entry.parse(line));
    }

    @Test
    void aTimeThatDoesNotFitIntoALineIsRefused() {
        Address address = Address.parse("192.0.2.7").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new Entry(address, -1));
        assertThrows(IllegalArgumentException.class, () -> new Entry(address, Entry.MAX_TIME + 1));
    }

    @Test
    void randomBytesAreNeverAnEntryUnlessTheyReadBack() {
        var random = new Random(5);
        String signs = "0123456789abcdf:./ ";
        for (int i = 0; i < 300_000; i++) {
            var line = new StringBuilder();
            for (int length = random.nextInt(14); length >= 0; length--) {
                line.append(signs.charAt(random.nextInt(signs.length())));
            }
            String text = line.toString();
            Entry.parse(text).ifPresent(entry -> assertEquals(text, entry.toString()));
        }
    }
}
