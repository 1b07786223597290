package poplock.relaylock;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessagesTest {
    private final FakePosix posix = new FakePosix();
    private final Messages messages = new Messages(posix);

    @Test
    void areOneLineWhateverTheyHold() {
        messages.warning("a\nb\r\0\033\177c\u009b\u00e4");
        assertEquals("relaylock: warning: a?b????c?\u00e4\n", posix.complaints.toString());
    }

    @Test
    void fitIntoOneWriteToPipe() {
        messages.fatal("x".repeat(100_000));
        assertTrue(posix.complaints.length() < 1100);
        assertTrue(posix.complaints.toString().endsWith("xxx...\n"));
    }
}
