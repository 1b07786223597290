package poplock.readlog.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StateFileTest {
    private static final Position POSITION = new Position("/var/log/mail log", 65024, 4711, 12345,
            new Fingerprint(256, 0xffffffffL), 1_795_348_800);

    @TempDir
    Path folder;

    private final Libc libc = new JvmLibc();

    private final List<Integer> bad = new ArrayList<>();

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        var other = new Position("/var/log/b", 1, 2, 0, new Fingerprint(0, 0), 0);
        var file = new StateFile(libc, folder.resolve("state").toString());
        assertEquals(List.of(), file.read(bad::add));
        file.write(List.of(List.of(POSITION, other), List.of()));
        assertEquals(List.of(POSITION, other), file.read(bad::add));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1 2 3 4 5 6", "1 2 -3 4 5 6 /p", "1 2 3 257 5 6 /p", "1 2 3 -1 5 6 /p",
            "1 2 3 4 5 -6 /p", "1 2 3 4 5 99999999999999 /p", "1 2 3 4 5 999999999999999999999999 /p",
            "one 2 3 4 5 6 /p"})
    void leavesOutWhatIsNoPosition(String line) throws IOException {
        Path path = Files.writeString(folder.resolve("state"), line + "\n" + POSITION + "\n");
        assertEquals(List.of(POSITION), new StateFile(libc, path.toString()).read(bad::add));
        assertEquals(List.of(1), bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\0", "1 2 3 4 5 6 /var/log/mail.lo"})
    void aLineThatDoesNotEndIsNoPosition(String line) throws IOException {
        Path path = Files.writeString(folder.resolve("state"), POSITION + "\n" + line);
        assertEquals(List.of(POSITION), new StateFile(libc, path.toString()).read(bad::add));
        assertEquals(List.of(2), bad);
    }

    @Test
    void bytesThatAreNoTextHurtOnlyTheirLine() throws IOException {
        Path path = folder.resolve("state");
        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
        Files.writeString(path, POSITION + "\n", java.nio.file.StandardOpenOption.APPEND);
        assertEquals(List.of(POSITION), new StateFile(libc, path.toString()).read(bad::add));
    }

    @Test
    void aFolderInItsPlaceIsAFailure() throws IOException {
        Path path = Files.createDirectory(folder.resolve("state"));
        assertThrows(IOException.class, () -> new StateFile(libc, path.toString()).read(bad::add));
        assertThrows(IOException.class, () -> new StateFile(libc, path.toString()).write(List.of()));
        assertTrue(Files.isDirectory(path));
    }
}
