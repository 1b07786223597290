package poplock.fifosafety;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolWriterTest {
    @TempDir
    private Path dir;
    private final ScriptedLibc libc = new ScriptedLibc("fifo-safety");
    private final Arrivals arrivals = new Arrivals();
    private Path file;

    @BeforeEach
    void start() {
        file = dir.resolve("spool");
        arrivals.note(1 << 20, 7);
    }

    private SpoolWriter.Result append(String lines, long max) {
        byte[] bytes = lines.getBytes(StandardCharsets.ISO_8859_1);
        return new SpoolWriter(libc, file.toString(), max).append(bytes, 0, bytes.length, arrivals);
    }

    private String content() throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRecordALine() throws IOException {
        SpoolWriter.Result result = append("one\n\n t\u00fc o\n", 100);
        assertEquals("-\n7 one\n7 \n7  t\u00fc o\n", content());
        assertEquals(new Amount(11, 3), result.kept());
        assertNull(result.trouble());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void isBoundedToTheByte() throws IOException {
        assertEquals(new Amount(8, 2), append("one\ntwo\nfor\n", 14).kept());
        assertEquals("-\n7 one\n7 two\n", content());
        SpoolWriter.Result result = append("x\n", 14);
        assertEquals(Amount.NONE, result.kept());
        assertNull(result.trouble(), "that it is full is no trouble of the system's");
        assertEquals(14, Files.size(file));
    }

    /** A long line that found no room, then a short one that does: between the two readlog must see that there was more. */
    @Test
    void whatIsLostLeavesAGap() throws IOException {
        append("short\n" + "l".repeat(60) + "ong\n", 40);
        assertEquals(new Amount(5, 1), append("rest\n", 40).kept());
        assertEquals("-\n7 short\n-\n7 rest\n", content());
    }

    @Test
    void aGapAloneIsNotWritten() throws IOException {
        assertEquals(Amount.NONE, append("longer\n", 6).kept());
        assertEquals("", content());
    }

    @Test
    void manyRecordsAndLongOnes() throws IOException {
        String lines = "short\n".repeat(30_000) + "l".repeat(100_000) + "ong\n" + "short\n";
        assertEquals(new Amount(lines.length(), 30_002), append(lines, 1 << 24).kept());
        assertEquals(lines, content().replaceFirst("^-\n", "").replaceAll("(?m)^[0-9]+ ", ""));
    }

    @Test
    void aRecordThatACrashCutOffIsNoRecord() throws IOException {
        for (String torn : new String[] {"7 logged in from 192.0.2.1", "7 " + "l".repeat(5_000)}) {
            Files.writeString(file, "7 one\n" + torn);
            append("two\n", 100_000);
            assertEquals("7 one\n-\n7 two\n", content());
        }
        Files.writeString(file, "7 torn");
        append("two\n", 100);
        assertEquals("-\n7 two\n", content());
    }

    @Test
    void neverWaitsForAReaderThatHasRenamedAndLockedIt() throws IOException {
        append("one\n", 100);
        Path taken = dir.resolve("spool.taken");
        Files.move(file, taken);
        try (var reader = FileChannel.open(taken, StandardOpenOption.WRITE); var lock = reader.lock()) {
            assertTrue(lock.isValid());
            append("two\n", 100);
        }
        assertEquals("-\n7 one\n", Files.readString(taken));
        assertEquals("-\n7 two\n", content());
    }

    @Test
    void saysWhyNot() throws IOException {
        Files.createDirectory(file);
        assertEquals("unable to write " + file + ": is a directory", append("one\n", 100).trouble());
        file = dir.resolve("no/spool");
        assertEquals("unable to write " + file + ": no such file", append("one\n", 100).trouble());
        file = Path.of("/dev/null");
        assertEquals("unable to write /dev/null: not a plain file", append("one\n", 100).trouble());
    }

    @Test
    void aFullDiskKeepsTheRecordsWhole() throws IOException {
        append("one\n", 100);
        var full = new ScriptedLibc("fifo-safety") {
            @Override
            public int write(int written, byte[] buffer, int offset, int length) {
                return super.write(written, buffer, offset, length / 2);
            }
        };
        byte[] lines = "two\nthree\n".getBytes(StandardCharsets.ISO_8859_1);
        SpoolWriter.Result result = new SpoolWriter(full, file.toString(), 100).append(lines, 0, lines.length,
                arrivals);
        assertEquals("unable to write " + file + ": no space left on the disk", result.trouble());
        assertEquals(Amount.NONE, result.kept());
        assertEquals("-\n7 one\n", content());
    }
}
