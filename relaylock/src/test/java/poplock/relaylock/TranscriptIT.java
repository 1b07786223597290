package poplock.relaylock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import poplock.transcript.Transcripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Runs each transcript with the jar and with the native executable: they are one program. */
class TranscriptIT {
    private static final int MILLION = 1_000_000;

    @TempDir
    private static Path temporary;

    private static Transcripts transcripts;

    @BeforeAll
    static void writeMillionEntries() throws IOException {
        String[] lines = new String[MILLION];
        for (int i = 0; i < MILLION; i++) {
            lines[i] = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + " 4102444800\n";
        }
        Arrays.sort(lines);
        Files.writeString(temporary.resolve("million"), String.join("", lines), StandardCharsets.ISO_8859_1);
        // As the launcher starts it.
        transcripts = new Transcripts("relaylock", temporary, "-XX:+UseSerialGC", "-Xmx16m",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1", "-XX:-MaxFDLimit")
                .with("MILLION", temporary.resolve("million").toString());
    }

    @TestFactory
    Stream<DynamicContainer> jar() throws IOException {
        return transcripts.jar();
    }

    @TestFactory
    Stream<DynamicContainer> nativeExecutable() throws IOException {
        return transcripts.nativeExecutable();
    }

    @TestFactory
    Stream<DynamicContainer> everyProgramsOptions() throws IOException {
        return transcripts.every("options.txt");
    }

    /** Built from the same generated C, with functions of the C library that break on purpose. */
    @TestFactory
    Stream<DynamicContainer> nativeExecutableThatBreaks() throws Exception {
        return isNative()
                ? transcripts.of("broken",
                        build("broken", "break.c", "-Dgetenv=break_getenv", "-Dsetenv=break_setenv"))
                : Stream.empty();
    }

    private static boolean isNative() {
        return !System.getProperty("native.executable", "").isEmpty();
    }

    private static String build(String folder, String source, String... flags) throws Exception {
        Path output = Files.createDirectories(Path.of("target", folder)).resolve("relaylock")
                .toAbsolutePath();
        var command = new ArrayList<>(List.of("sh", "../packaging/native.sh", "target/c", output.toString(),
                "../packaging/src/test/c/" + source));
        command.addAll(List.of(flags));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return output.toString();
    }
}
