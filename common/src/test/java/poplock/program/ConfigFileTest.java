package poplock.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConfigFileTest {
    @TempDir
    private Path folder;
    private final ScriptedLibc libc = new ScriptedLibc("prog");

    private void assertRefused(int exit, String name, String why) {
        String path = folder.resolve(name).toString();
        var complaint = assertThrows(Complaint.class, () -> ConfigFile.read(libc, path));
        assertEquals("unable to read " + path + ": " + why, complaint.getMessage());
        assertEquals(exit, complaint.exit());
    }

    @Test
    void aBadOneIsUpToTheAdministrator() throws IOException {
        Files.write(folder.resolve("long"), new byte[Config.MAX_BYTES + 1]);
        assertRefused(100, "none", "no such file");
        assertRefused(100, "", "is a directory");
        assertRefused(100, "long/none", "not a directory");
        assertRefused(100, "long", "longer than 1048576 bytes");
        new ProcessBuilder("mkfifo", folder.resolve("fifo").toString()).start().onExit().join();
        assertRefused(100, "fifo", "not a plain file");
    }

    @ParameterizedTest
    @CsvSource({"13, 100, permission denied", "40, 100, too many symbolic links",
            "5, 111, input/output error",
            "24, 111, too many open files", "12, 111, out of memory"})
    void theSystemsTroublePasses(int error, int exit, String why) {
        libc.fail("open", error);
        assertRefused(exit, "any", why);
    }

    @Test
    void aWrongOneNamesTheLine() throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "\ncolour = blue\n");
        var complaint = assertThrows(Complaint.class, () -> ConfigFile.read(libc, file.toString()));
        assertEquals(file + ":2: unknown key 'colour'", complaint.getMessage());
        assertEquals(100, complaint.exit());
    }

    @Test
    void theOptionBeatsTheEnvironment() {
        var given = PlainReader.read(OptionTable.of("prog", List.of(), List.of(), Operand.NONE,
                List.of()), new ScriptedLibc("prog", "-c", "one"));
        var none = PlainReader.read(OptionTable.of("prog", List.of(), List.of(), Operand.NONE,
                List.of()), libc);
        assertEquals(Config.DEFAULT_FILE, ConfigFile.name(libc, none));
        libc.environment(Config.VARIABLE, "two");
        assertEquals("two", ConfigFile.name(libc, none));
        assertEquals("one", ConfigFile.name(libc, given));
    }
}
