package poplock.posix;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NameWatchTest {
    @TempDir
    private Path folder;
    private Path file;
    private final ScriptedLibc libc = new ScriptedLibc("test");

    @BeforeEach
    void make() throws IOException {
        file = Files.createFile(folder.resolve("file"));
    }

    @Test
    void tellsOfTheRemovalOfAFileThatIsHeldOpen() throws IOException {
        try (var held = new FileOutputStream(file.toFile()); NameWatch watch = watch()) {
            held.write('x');
            assertFalse(watch.changed());
            Files.delete(file);
            assertTrue(watch.changed());
            assertFalse(watch.changed());
        }
    }

    @Test
    void tellsThatItWasRenamedAndThatAnotherTookItsPlace() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        try (var held = new FileOutputStream(file.toFile()); NameWatch watch = watch()) {
            Files.move(file, folder.resolve("moved"));
            assertTrue(watch.changed());
            Files.move(folder.resolve("moved"), file);
            assertTrue(watch.changed());
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(watch.changed());
            held.write('x');
        }
    }

    @Test
    void goesOverToTheFileThatHasTheNameNow() throws IOException {
        try (NameWatch watch = watch()) {
            Files.delete(file);
            Files.createFile(file);
            watch.look(file.toString());
            watch.changed();
            Files.delete(file);
            assertTrue(watch.changed());
        }
    }

    @Test
    void hasNoWordWhereTheSystemGivesNone() throws IOException {
        libc.fail("inotifyInit1", Errno.EMFILE);
        try (NameWatch watch = watch()) {
            Files.delete(file);
            assertFalse(watch.changed());
            assertEquals(-Errno.EMFILE, watch.descriptor());
        }
    }

    private NameWatch watch() {
        var watch = new NameWatch(libc);
        watch.look(file.toString());
        return watch;
    }
}
