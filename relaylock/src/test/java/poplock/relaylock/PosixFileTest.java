package poplock.relaylock;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import poplock.common.Complaint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PosixFileTest {
    private final FakePosix posix = new FakePosix();

    @Test
    void isNullWithoutFile() throws IOException {
        assertNull(PosixFile.open(posix, "/none"));
    }

    @Test
    void readsUpToItsMaximum() throws IOException {
        posix.file("/file", "12345");
        try (PosixFile file = PosixFile.open(posix, "/file")) {
            assertArrayEquals(new byte[] {'1', '2', '3', '4', '5'}, file.content(5));
            var complaint = assertThrows(Complaint.class, () -> file.content(4));
            assertEquals("unable to read /file: longer than 4 bytes", complaint.getMessage());
        }
        assertEquals(0, posix.stillOpen());
    }

    @Test
    void namesItselfInErrors() {
        posix.openErrors.put("/file", -Errno.EACCES);
        var error = assertThrows(IOException.class, () -> PosixFile.open(posix, "/file"));
        assertEquals("unable to read /file: permission denied", error.getMessage());
    }
}
