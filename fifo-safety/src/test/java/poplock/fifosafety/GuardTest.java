package poplock.fifosafety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.ScriptedLibc;
import poplock.posix.ScriptedPipe;
import poplock.program.Messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GuardTest {
    private static final String LINE = "x".repeat(99) + "\n";

    @TempDir
    private Path dir;
    private static final String PATH = "/fake/fifo";

    /** The FIFO's mark before each read of it. */
    private final List<Long> marks = new ArrayList<>();
    private final ScriptedLibc libc = new ScriptedLibc("fifo-safety") {
        @Override
        public int read(int file, byte[] buffer, int offset, int length) {
            if (fionread(file) > 0) {
                marks.add(lockedTo(file, 0));
            }
            return super.read(file, buffer, offset, length);
        }
    };
    private final ScriptedPipe fifo = libc.fifo(PATH);
    private Path spool;
    private Outlet outlet;
    private Guard guard;
    private int written;
    private final long start = libc.time();

    @BeforeEach
    void start() {
        spool = dir.resolve("spool");
        var messages = new Messages(libc, "fifo-safety", 0);
        outlet = new Outlet(libc, messages,
                new Settings(PATH, spool.toString(), 1 << 24,
                        dir.resolve("db.drained").toString()));
        guard = new Guard(libc, new Buffers(libc), Fifo.open(libc, new Buffers(libc), PATH),
                new StallWatch(1_000, 5_000),
                new DrainReport(messages, PATH));
        // As if the system did not allow more.
        fifo.capacity(65_536);
    }

    /** Lines of 100 bytes, no two alike: log lines have a time stamp. */
    private String lines(int count) {
        var lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("%-99d\n".formatted(++written));
        }
        return lines.toString();
    }

    private List<String> complaints() {
        return libc.errors().lines().toList();
    }

    private void look() {
        libc.pass(guard.look(outlet));
    }

    private void looks(int count) {
        for (int i = 0; i < count; i++) {
            look();
        }
    }

    /** The records of log lines. */
    private String spooled() throws IOException {
        String whole = Files.exists(spool) ? Files.readString(spool, StandardCharsets.ISO_8859_1) : "";
        return whole.replaceAll("(?m)^-\n", "");
    }

    @Test
    void aFullFifoThatNobodyReadsGoesIntoTheSpool() throws IOException {
        fifo.write(LINE.repeat(600));
        looks(7);
        assertEquals("", fifo.content());
        assertEquals((start + " " + LINE).repeat(600), spooled());
        assertTrue(complaints().getFirst()
                .startsWith("fifo-safety: /fake/fifo is not read: drained 60000 bytes, "
                        + "600 lines, into "),
                libc.errors());
    }

    /** The number of bytes stays the same: the writer waits, and fills at once what the reader takes. */
    @Test
    void aSlowReaderOfAFullFifoLosesNothing() throws IOException {
        fifo.write(LINE.repeat(600));
        for (int i = 0; i < 100; i++) {
            look();
            fifo.readElsewhere(50);
            fifo.write(i % 2 == 0 ? "y".repeat(50) : "z".repeat(49) + "\n");
        }
        assertEquals("", spooled());
        assertTrue(libc.errors().isEmpty());
    }

    @Test
    void linesAreStampedWhenTheyCame() throws IOException {
        for (int i = 0; i < 15; i++) {
            fifo.write(LINE.repeat(10));
            look();
        }
        fifo.write(LINE.repeat(200));
        look();
        String[] lines = spooled().split("\n");
        assertEquals(350, lines.length);
        for (int i = 0; i < 150; i++) {
            assertTrue(lines[i].startsWith(start + i / 10 + " "), i + ": " + lines[i]);
        }
        assertTrue(lines[349].startsWith(start + 15 + " "), lines[349]);
    }

    @Test
    void aReaderThatIsBackHasTheFifoToItself() throws IOException {
        fifo.write(lines(600));
        looks(7);
        fifo.write(lines(300));
        looks(1);
        fifo.readElsewhere(30_000);
        looks(1);
        assertTrue(
                complaints().getLast().contains("is read again: drained 60000 bytes, 600 lines in all"),
                libc.errors());
        String before = spooled();
        for (int i = 0; i < 50; i++) {
            fifo.write(lines(300));
            look();
            fifo.readElsewhere(fifo.content().length());
        }
        assertEquals(before, spooled());
    }

    @Test
    void aReaderIsSeenThoughItLeavesNothing() {
        fifo.write(LINE.repeat(600));
        looks(8);
        fifo.write(LINE);
        fifo.readElsewhere(LINE.length());
        look();
        assertTrue(complaints().getLast().contains("is read again: "), libc.errors());
    }

    /** Were it marked afterwards, readlog could read what follows before it learns that something is missing. */
    @Test
    void theReaderIsToldBeforeAnythingIsTaken() {
        long opened = fifo.locked();
        fifo.write(lines(600));
        looks(5);
        assertEquals(opened, fifo.locked(), "nothing is taken yet");
        fifo.write("half of a ");
        libc.after(50, () -> fifo.write("line\n"));
        looks(2);
        List<Long> taken = marks.stream().filter(mark -> mark > opened).distinct().toList();
        assertEquals(2, taken.size(), "each read has a mark of its own: " + marks);
        assertEquals(taken.getLast(), fifo.locked());
    }

    @Test
    void waitsForTheRestOfALine() throws IOException {
        fifo.write(LINE.repeat(600) + "half of a ");
        libc.after(5_050, () -> fifo.write("line\n" + LINE));
        looks(7);
        assertEquals("", fifo.content());
        assertTrue(spooled().endsWith(" half of a line\n" + (start + 5) + " " + LINE),
                "the end of the spool");
    }

    @Test
    void halfALineGoesNowhere() throws IOException {
        fifo.write(LINE.repeat(600) + "half of a ");
        looks(7);
        assertEquals(600, spooled().split("\n").length);
        assertFalse(spooled().contains("half"));
        guard.close("is over");
        assertTrue(
                complaints().getLast()
                        .endsWith("drained 60010 bytes, 601 lines in all, lost 10 bytes, 1 line"),
                libc.errors());
    }

    @Test
    void aLineLongerThanAPipeGoesNowhere() throws IOException {
        fifo.write("o".repeat(65_536));
        libc.after(5_050, () -> fifo.write("v".repeat(65_536) + "er\n" + LINE));
        looks(7);
        assertEquals(1, spooled().split("\n").length);
        assertTrue(spooled().endsWith(" " + LINE));
    }

    @Test
    void followsAPipeThatIsMadeLarger() throws IOException {
        fifo.write(LINE.repeat(600));
        looks(3);
        fifo.capacity(1 << 20);
        fifo.write(LINE.repeat(9_400));
        looks(8);
        assertEquals(10_000, spooled().split("\n").length);
    }

    @Test
    void saysWhatItDrainsOnceAMinuteOnly() {
        while (libc.time() < start + 200) {
            fifo.write(lines(300));
            look();
        }
        assertEquals(4, complaints().size(), libc.errors());
    }
}
