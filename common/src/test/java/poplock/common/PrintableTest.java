package poplock.common;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class PrintableTest {
    @Test
    void aLineMovesNoCursor() {
        var controls = new StringBuilder();
        for (char c = 0; c < 0xa0; c = c == 0x1f ? 0x7f : (char) (c + 1)) {
            controls.append(c);
        }
        assertEquals("?".repeat(32 + 33), Printable.line(controls.toString()));
        assertEquals("a?b?c", Printable.line("a\u2028b\u2029c"));
    }

    @Test
    void whatIsPlainStays() {
        String plain = "caf\u00e9 ~\u00a0\u20ac";
        assertSame(plain, Printable.line(plain));
    }

    @Test
    void escapedEveryByteCanBeTold() {
        assertEquals("a b\\x5c\\x1b\\x9b\\xe9\\x7f", Printable.escaped("a b\\\033\u009b\u00e9\177"));
    }
}
