package poplock.fifosafety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A native executable that breaks on purpose: one line, and the exit status upon which a supervisor starts it again. Left
 * out with -DskipNative only.
 */
class BrokenIT {
    private static final Path GENERATED = Path.of("target/c");
    private static Path broken;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        broken = Files.createDirectories(Path.of("target/broken")).resolve("fifo-safety").toAbsolutePath();
        if (Files.exists(GENERATED)) {
            Scene.run("sh", "../packaging/native.sh", GENERATED.toString(), broken.toString(),
                    "../packaging/src/test/c/break.c", "-Dgetenv=break_getenv");
        }
    }

    private String run(int status, String how) throws Exception {
        Path errors = folder.resolve("errors");
        var builder = new ProcessBuilder(broken.toString(), "-c", folder.resolve("none").toString())
                .redirectError(errors.toFile());
        builder.environment().put("POPLOCK_BREAK", how);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), "still running");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(status, process.exitValue());
        return Files.readString(errors);
    }

    /** The loop takes 20 seconds of the processor's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"segv | crashed: segmentation fault, or no stack left",
            "overflow | crashed: segmentation fault, or no stack left", "bus | crashed: bus error",
            "division | crashed: arithmetic error", "abort | crashed: aborted",
            "teavm | out of memory, or an unforeseen error", "malloc | out of memory, or an unforeseen error",
            "loop | in an endless loop"})
    void saysOneLineAndEndsWith111(String how, String why) throws Exception {
        if (Files.exists(GENERATED)) {
            assertEquals("fifo-safety: fatal: " + why + "\n", run(111, "getenv:" + how));
        }
    }

    @Test
    void unbrokenItGoesOn() throws Exception {
        if (Files.exists(GENERATED)) {
            assertEquals("fifo-safety: fatal: unable to read " + folder.resolve("none") + ": no such file\n",
                    run(100, "nowhere:segv"));
        }
    }
}
