package poplock.showallowed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import poplock.transcript.Transcripts;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What showallowed answers to its arguments, in each form that there is. */
class TranscriptIT {
    @TempDir
    private Path temporary;
    private Transcripts transcripts;

    @BeforeEach
    void program() {
        transcripts = new Transcripts("showallowed", temporary);
    }

    @TestFactory
    Stream<DynamicContainer> jar() throws IOException {
        return transcripts.jar();
    }

    @TestFactory
    Stream<DynamicContainer> nativeExecutable() throws IOException {
        return transcripts.nativeExecutable();
    }

    /** Memory that is given back is overwritten: whoever still used it would show something else. */
    @TestFactory
    Stream<DynamicContainer> nativeExecutableThatSpoils() throws Exception {
        if (System.getProperty("native.executable", "").isEmpty()) {
            return Stream.empty();
        }
        Path output = Files.createDirectories(Path.of("target/spoiled")).resolve("showallowed")
                .toAbsolutePath();
        var build = new ProcessBuilder("sh", "../packaging/native.sh", "target/c", output.toString(),
                "-DNATIVE_SPOIL=1");
        assertEquals(0, build.inheritIO().start().waitFor());
        return transcripts.of("", output.toString());
    }

    @TestFactory
    Stream<DynamicContainer> everyProgramsOptions() throws IOException {
        return transcripts.every("options.txt");
    }

    @TestFactory
    Stream<DynamicContainer> everyProgramsConfiguration() throws IOException {
        return transcripts.every("config.txt");
    }
}
