package poplock.common;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConfigLinesTest {
    private static ConfigLines lines(String content) {
        return new ConfigLines("f", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<Config.Setting> settings(String content) {
        var settings = new ArrayList<Config.Setting>();
        for (ConfigLines lines = lines(content); lines.next();) {
            lines.refuseNoSetting();
            settings.add(new Config.Setting(lines.key(), lines.value(), lines.number()));
        }
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", " \t ", "#", "# a = b\n\t# c", "#[parser x]"})
    void blankLinesAndCommentsAreNothing(String content) {
        assertFalse(lines(content).next());
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertEquals(List.of(new Config.Setting("a", "b", 1), new Config.Setting("c", "", 2)),
                settings("a=b\nc="));
        assertEquals(List.of(new Config.Setting("a", "b", 1)), settings("a = b \r\n"));
    }

    @Test
    void noJudgementOfKeys() {
        assertEquals(
                List.of(new Config.Setting("no such", "= key", 1), new Config.Setting("no such", "x", 2)),
                settings("no such = = key\nno such = x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"a =| ''", "a = b|b", "a=  b \t c  |b,c",
            "a = = b|=,b"})
    void theWordsOfAValue(String line, String expected) {
        var words = new ArrayList<String>();
        ConfigLines lines = lines(line);
        assertTrue(lines.next());
        while (lines.nextWord()) {
            words.add(line.substring(lines.wordStart(), lines.wordEnd()));
        }
        assertEquals(expected.replace("''", ""), String.join(",", words));
    }

    @Test
    void aComplaintQuotesNoMoreThanAnybodyReads() {
        var complaint = assertThrows(Complaint.class, () -> settings("x".repeat(1_000_000)));
        assertEquals("f:1: neither 'key = value' nor '[parser NAME]': '" + "x".repeat(200) + "...'",
                complaint.getMessage());
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
                Config.parse("f", content.toString().getBytes(StandardCharsets.ISO_8859_1));
            } catch (Complaint complaint) {
                assertEquals(Exit.USAGE, complaint.exit());
                complaints++;
            }
        }
        assertEquals(true, complaints > 1_000 && complaints < 99_000);
    }
}
