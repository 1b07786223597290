package poplock.common;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ConfigLinesTest {
    private static ConfigLines read(String content) {
        return ConfigLines.read("f", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", " \t ", "#", "# a = b\n\t# c", "#[parser x]"})
    void blankLinesAndCommentsAreNothing(String content) {
        assertEquals(new ConfigLines(List.of(), List.of()), read(content));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertEquals(List.of(new Config.Setting("a", "b", 1), new Config.Setting("c", "", 2)),
                read("a=b\nc=").settings());
        assertEquals(List.of(new Config.Setting("a", "b", 1)), read("a = b \r\n").settings());
    }

    @Test
    void noJudgementOfKeys() {
        assertEquals(
                List.of(new Config.Setting("no such", "= key", 1), new Config.Setting("no such", "x", 2)),
                read("no such = = key\nno such = x").settings());
    }

    /** Whatever the bytes: settings, or a complaint; never another exception. */
    @Test
    void anyBytesAreReadOrComplainedOf() {
        var random = new Random(8);
        String signs = "[parser ]=#\n\r\t\0ab-.\u00ff";
        int complaints = 0;
        for (int i = 0; i < 100_000; i++) {
            var content = new StringBuilder();
            for (int length = random.nextInt(20); length >= 0; length--) {
                content.append(
                        random.nextInt(9) == 0 ? "[parser a]" : signs.charAt(random.nextInt(signs.length())));
            }
            try {
                read(content.toString());
            } catch (Complaint complaint) {
                assertEquals(Exit.USAGE, complaint.exit());
                complaints++;
            }
        }
        assertEquals(true, complaints > 1_000 && complaints < 99_000);
    }
}
