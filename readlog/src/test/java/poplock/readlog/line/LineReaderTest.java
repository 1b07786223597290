package poplock.readlog.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.posix.jvm.JvmWords;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LineReaderTest {
    private final List<String> lines = new ArrayList<>();
    private final Drops drops = new Drops();
    private final LineReader reader = new LineReader(
            (buffer, start, end) -> lines
                    .add(new String(buffer, start, end - start, StandardCharsets.ISO_8859_1)),
            (buffer, start, end) -> {}, drops, new JvmWords());

    @Test
    void handsOutLinesThatHaveEnded() {
        feed("one\ntwo\n\nthr");
        assertEquals(List.of("one", "two", ""), lines);
        assertEquals(3, reader.pending());
        feed("ee\n");
        assertEquals(List.of("one", "two", "", "three"), lines);
        assertEquals(0, reader.pending());
        assertEquals(4, reader.lines());
    }

    @Test
    void givesTheSameLinesHoweverTheBytesArrive() {
        String log = "a\nbb\u0001b\nccc\n" + "d".repeat(5000) + "\neeee\u0085e\n" + "f".repeat(4096) + "\n";
        feed(log);
        var whole = List.copyOf(lines);
        for (int size : new int[] {1, 2, 3, 7, 8, 9, 64, 4095, 4096, 4097}) {
            lines.clear();
            for (int i = 0; i < log.length(); i += size) {
                feed(log.substring(i, Math.min(i + size, log.length())));
            }
            assertEquals(whole, lines, "pieces of " + size);
        }
        assertEquals(List.of("a", "ccc", "eeee\u0085e", "f".repeat(4096)), whole);
    }

    @Test
    void endsLinesAtNothingButLineFeed() {
        feed("a\u0085b\u00e2\u0080\u00a8c\u00a0d\n");
        assertEquals(List.of("a\u0085b\u00e2\u0080\u00a8c\u00a0d"), lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 9, 11, 12, 13, 27, 31, 127})
    void dropsLinesWithAControlCharacterAnywhere(int control) {
        for (int before = 0; before < 20; before++) {
            feed("x".repeat(before) + (char) control + "y".repeat(20 - before) + "\n");
        }
        assertEquals(List.of(), lines);
        assertEquals(20, drops.of(Drops.Cause.CONTROL));
        assertEquals(0, drops.of(Drops.Cause.TOO_LONG));
    }

    @Test
    void takesEveryOtherByte() {
        var all = new StringBuilder();
        for (char c = ' '; c < 256; c++) {
            all.append(c == 127 ? ' ' : c);
        }
        for (int i = 0; i < 8; i++) {
            feed("x".repeat(i) + all + "\n");
            assertEquals("x".repeat(i) + all, lines.getLast());
        }
    }

    @Test
    void dropsLinesOfMoreThan4096Bytes() {
        feed("a".repeat(4096) + "\n" + "b".repeat(4097) + "\n" + "c".repeat(70_000));
        assertEquals(70_000, reader.pending());
        feed("c\nd\n");
        assertEquals(List.of("a".repeat(4096), "d"), lines);
        assertEquals(2, drops.of(Drops.Cause.TOO_LONG));
    }

    @Test
    void forgetsALineWithoutAnEnd() {
        feed("203.0.113.6\u0001");
        reader.forget();
        feed("next\n");
        assertEquals(List.of("next"), lines);
        assertEquals(0, drops.of(Drops.Cause.CONTROL));
    }

    @Test
    void knowsTheNumberOfTheLineHandedOut() {
        var numbers = new ArrayList<Long>();
        LineReader[] numbered = new LineReader[1];
        numbered[0] = new LineReader((buffer, start, end) -> numbers.add(numbered[0].lines()));
        byte[] bytes = "a\n\u0001\nc\n".getBytes(StandardCharsets.ISO_8859_1);
        numbered[0].feed(bytes, 0, bytes.length);
        assertEquals(List.of(1L, 3L), numbers);
    }

    private void feed(String text) {
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.ISO_8859_1);
        reader.feed(bytes, 2, bytes.length - 4);
    }
}
