package poplock.readlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import poplock.transcript.Transcripts;

/** What readlog answers to its arguments, in each form that there is. */
class TranscriptIT {
    @TempDir
    private Path temporary;
    private Transcripts transcripts;

    @BeforeEach
    void program() {
        transcripts = new Transcripts("readlog", temporary);
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

    @TestFactory
    Stream<DynamicContainer> everyProgramsConfiguration() throws IOException {
        return transcripts.every("config.txt");
    }
}
