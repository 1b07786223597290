package poplock.fifosafety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrainedTest {
    @TempDir
    private Path dir;
    private final ScriptedLibc libc = new ScriptedLibc("fifo-safety");

    private String numbers(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.substring("smtp_poplock_fifo_".length())).collect(Collectors.joining(" "));
    }

    @Test
    void goesOnFromOneRunToTheNext() throws IOException {
        Path file = dir.resolve("dbfile.drained");
        assertNull(Drained.open(libc, file.toString()).add(new Amount(100, 3), new Amount(10, 1)));
        assertNull(Drained.open(libc, file.toString()).add(new Amount(1, 1), new Amount(0, 0)));
        assertEquals("drained_bytes_total 101 drained_lines_total 4 lost_bytes_total 10 lost_lines_total 1",
                numbers(file));
        assertFalse(Files.exists(dir.resolve("dbfile.drained.new")));
    }

    @Test
    void startsAnewWhereItIsGarbled() throws IOException {
        Path file = dir.resolve("dbfile.drained");
        Files.writeString(file,
                "x\nsmtp_poplock_fifo_drained_bytes_total many\nsmtp_poplock_fifo_lost_lines_total "
                        + "9".repeat(40));
        assertNull(Drained.open(libc, file.toString()).add(new Amount(5, 1), Amount.NONE));
        assertTrue(
                numbers(file).startsWith("drained_bytes_total 5 drained_lines_total 1 lost_bytes_total 0 "),
                numbers(file));
    }

    @Test
    void saysWhyItCannotWrite() {
        String file = dir.resolve("no/dbfile.drained").toString();
        assertEquals("unable to write " + file + ": no such file",
                Drained.open(libc, file).add(new Amount(5, 1), Amount.NONE));
    }
}
