package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * {@code assertEquals(long, long, int)} is JUnit's comparison of floats, whose step for seconds since the epoch is 128: a test
 * that cannot fail. No test of ours compares floats, so no class may call it.
 */
class NoFloatTest {
    private static final List<String> FLOATS = List.of("(FFF)V", "(FFFLjava/lang/String;)V",
            "(FFFLjava/util/function/Supplier;)V");

    @Test
    void noTestComparesTimesAsFloats() throws IOException {
        var found = new ArrayList<File>();
        int classes = 0;
        for (String module : List.of("common", "readlog", "relaylock", "showallowed", "fifo-safety",
                "packaging")) {
            for (File file : FileUtils.listFiles(Path.of("..", module, "target/test-classes").toFile(),
                    new String[] {"class"}, true)) {
                classes++;
                String text = FileUtils.readFileToString(file, StandardCharsets.ISO_8859_1);
                boolean isThis = file.getName().startsWith("NoFloatTest");
                if (!isThis && FLOATS.stream().anyMatch(text::contains)) {
                    found.add(file);
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(classes > 100, classes + " classes");
    }

    @Test
    void secondsAreComparedAsWhole() {
        long time = 1_795_348_800;
        Seconds.assertWithin(1, time, time + 1);
        assertThrows(AssertionError.class, () -> Seconds.assertWithin(1, time, time + 2));
        assertThrows(AssertionError.class, () -> Seconds.assertWithin(1, time, time - 2));
    }
}
