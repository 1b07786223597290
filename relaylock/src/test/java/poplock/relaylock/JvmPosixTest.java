package poplock.relaylock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What can be shown within the tests' own JVM; the rest is in the transcripts. */
class JvmPosixTest {
    private final Posix posix = new JvmPosix(new String[0]);

    @TempDir
    private Path folder;

    @Test
    void readsFile() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "hello");
        int file = posix.open(path.toString());
        assertEquals(5, posix.size(file));
        byte[] buffer = new byte[8];
        assertEquals(3, posix.read(file, 2, buffer));
        assertEquals("llo", new String(buffer, 0, 3));
        assertEquals(0, posix.read(file, 5, buffer));
        assertEquals(0, posix.close(file));
        assertEquals(-9, posix.close(file));
    }

    @Test
    void answersNegatedErrorNumbers() {
        assertEquals(-Errno.ENOENT, posix.open(folder.resolve("none").toString()));
        assertEquals(-Errno.EACCES, posix.exec(folder.toString(), 0));
        int file = posix.open(folder.toString());
        assertTrue(posix.size(file) >= 0);
        assertEquals(-21, posix.read(file, 0, new byte[1]));
        posix.close(file);
    }

    @Test
    void setsVariable() {
        assertNull(posix.variable("RELAYLOCK_TEST"));
        assertEquals(0, posix.setVariable("RELAYLOCK_TEST", "\u00ff="));
        assertEquals("\u00ff=", posix.variable("RELAYLOCK_TEST"));
    }
}
