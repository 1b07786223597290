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

    /**
     * TeaVM's collector is not trusted: here the first collection is the end, and memory that is given back is overwritten, so
     * that whoever still used it would show something else.
     */
    @TestFactory
    Stream<DynamicContainer> nativeExecutableWithoutCollections() throws Exception {
        if (System.getProperty("native.executable", "").isEmpty()) {
            return Stream.empty();
        }
        Path output = Files.createDirectories(Path.of("target/collecting")).resolve("showallowed")
                .toAbsolutePath();
        var build = new ProcessBuilder("sh", "../packaging/native.sh", "target/c", output.toString(),
                "../packaging/src/test/c/collection.c", "-DTEAVM_GC_STATS=1", "-DNATIVE_SPOIL=1",
                "-Dteavm_printWString=collection_reported");
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
