package poplock.fifosafety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GuardTest {
    private static final String LINE = "x".repeat(99) + "\n";

    @TempDir
    private Path dir;
    private final FakePosix posix = new FakePosix();
    private Path spool;
    private Outlet outlet;
    private Guard guard;
    private int written;

    @BeforeEach
    void start() {
        spool = dir.resolve("spool");
        var messages = new Messages(posix);
        outlet = new Outlet(posix, messages,
                new Settings(FakePosix.PATH, spool.toString(), 1 << 24,
                        dir.resolve("db.drained").toString()));
        guard = new Guard(posix, Fifo.open(posix, FakePosix.PATH), new StallWatch(1_000, 5_000),
                new Report(messages, FakePosix.PATH));
    }

    /** Lines of 100 bytes, no two alike: log lines have a time stamp. */
    private String lines(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("%-99d\n".formatted(++written));
        }
        return lines.toString();
    }

    private void look() {
        posix.ticks += guard.look(outlet);
    }

    private void looks(int count) {
        for (int i = 0; i < count; i++) {
            look();
        }
    }

    private String spooled() throws IOException {
        return Files.exists(spool) ? Files.readString(spool, StandardCharsets.ISO_8859_1) : "";
    }

    @Test
    void aFullFifoThatNobodyReadsGoesIntoTheSpool() throws IOException {
        posix.write(LINE.repeat(600));
        looks(7);
        assertEquals("", posix.content());
        assertEquals((posix.epoch + " " + LINE).repeat(600), spooled());
        assertTrue(posix.complaints.getFirst()
                .startsWith("fifo-safety: /fake/fifo is not read: drained 60000 bytes, "
                        + "600 lines, into "),
                posix.complaints.toString());
    }

    /** The number of bytes stays the same: the writer waits, and fills at once what the reader takes. */
    @Test
    void aSlowReaderOfAFullFifoLosesNothing() throws IOException {
        posix.write(LINE.repeat(600));
        for (int i = 0; i < 100; i++) {
            look();
            posix.readElsewhere(50);
            posix.write(i % 2 == 0 ? "y".repeat(50) : "z".repeat(49) + "\n");
        }
        assertEquals("", spooled());
        assertTrue(posix.complaints.isEmpty());
    }

    @Test
    void linesAreStampedWhenTheyCame() throws IOException {
        for (int i = 0; i < 15; i++) {
            posix.write(LINE.repeat(10));
            look();
        }
        posix.write(LINE.repeat(200));
        look();
        String[] lines = spooled().split("\n");
        assertEquals(350, lines.length);
        for (int i = 0; i < 150; i++) {
            assertTrue(lines[i].startsWith(posix.epoch + i / 10 + " "), i + ": " + lines[i]);
        }
        assertTrue(lines[349].startsWith(posix.epoch + 15 + " "), lines[349]);
    }

    @Test
    void aReaderThatIsBackHasTheFifoToItself() throws IOException {
        posix.write(lines(600));
        looks(7);
        posix.write(lines(300));
        looks(1);
        posix.readElsewhere(30_000);
        looks(1);
        assertTrue(
                posix.complaints.getLast().contains("is read again: drained 60000 bytes, 600 lines in all"),
                posix.complaints.toString());
        String before = spooled();
        for (int i = 0; i < 50; i++) {
            posix.write(lines(300));
            look();
            posix.readElsewhere(posix.content().length());
        }
        assertEquals(before, spooled());
    }

    @Test
    void aReaderIsSeenThoughItLeavesNothing() {
        posix.write(LINE.repeat(600));
        looks(8);
        posix.write(LINE);
        posix.readElsewhere(LINE.length());
        look();
        assertTrue(posix.complaints.getLast().contains("is read again: "), posix.complaints.toString());
    }

    @Test
    void waitsForTheRestOfALine() throws IOException {
        posix.write(LINE.repeat(600) + "half of a ");
        posix.rest = "line\n" + LINE;
        looks(7);
        assertEquals("", posix.content());
        assertTrue(spooled().endsWith(" half of a line\n" + (posix.epoch + 5) + " " + LINE),
                "the end of the spool");
    }

    @Test
    void halfALineGoesNowhere() throws IOException {
        posix.write(LINE.repeat(600) + "half of a ");
        looks(7);
        assertEquals(600, spooled().split("\n").length);
        assertFalse(spooled().contains("half"));
        guard.close("is over");
        assertTrue(
                posix.complaints.getLast()
                        .endsWith("drained 60010 bytes, 601 lines in all, lost 10 bytes, 1 line\n"),
                posix.complaints.toString());
    }

    @Test
    void aLineLongerThanAPipeGoesNowhere() throws IOException {
        posix.write("o".repeat(65_536));
        posix.rest = "v".repeat(65_536) + "er\n" + LINE;
        looks(7);
        assertEquals(1, spooled().split("\n").length);
        assertTrue(spooled().endsWith(" " + LINE));
    }

    @Test
    void followsAPipeThatIsMadeLarger() throws IOException {
        posix.write(LINE.repeat(600));
        looks(3);
        posix.capacity = 1 << 20;
        posix.write(LINE.repeat(9_400));
        looks(8);
        assertEquals(10_000, spooled().split("\n").length);
    }

    @Test
    void saysWhatItDrainsOnceAMinuteOnly() {
        while (posix.ticks < 200_000) {
            posix.write(lines(300));
            look();
        }
        assertEquals(4, posix.complaints.size(), posix.complaints.toString());
    }
}
