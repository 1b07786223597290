package poplock.posix;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrainMarkTest {
    /** Locks its standard input's first bytes, as many as the number on each line of its arguments' FIFO. */
    private static final String LOCKER = """
            use Fcntl;
            $| = 1;
            open my $fifo, '+<', shift or die $!;
            while (my $length = <STDIN>) {
                fcntl $fifo, F_SETLK, pack 's s x4 q q i x4', F_RDLCK, 0, 0, $length, 0 or die $!;
                print "locked\n";
            }
            """;

    @TempDir
    private Path folder;
    private final Libc libc = new JvmLibc();

    /** Another process that has a mark on a FIFO. */
    private static final class Drainer implements AutoCloseable {
        private final Process process;

        Drainer(String fifo) throws IOException {
            process = new ProcessBuilder("perl", "-we", LOCKER, fifo)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        }

        void mark(long length) throws IOException {
            process.outputWriter().write(length + "\n");
            process.outputWriter().flush();
            assertEquals("locked", process.inputReader().readLine());
        }

        void end() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            end();
        }
    }

    private String fifo() throws IOException, InterruptedException {
        String path = folder.resolve("fifo").toString();
        assertEquals(0, new ProcessBuilder("mkfifo", path).start().waitFor());
        return path;
    }

    @Test
    void eachMoveOfAnotherProcessIsSeenOnce() throws Exception {
        String path = fifo();
        try (OpenFile file = OpenFile.write(libc, path, FileCalls.O_RDWR, 0)) {
            var mark = new DrainMark(libc);
            assertFalse(mark.hasMoved(file.descriptor()), "nobody has one");
            try (var one = new Drainer(path); var other = new Drainer(path)) {
                one.mark(1_795_348_800_000_000L);
                assertTrue(mark.hasMoved(file.descriptor()));
                assertFalse(mark.hasMoved(file.descriptor()), "still the same");
                one.mark(1_795_348_800_000_001L);
                assertTrue(mark.hasMoved(file.descriptor()));
                other.mark(1_795_348_800_000_007L);
                assertTrue(mark.hasMoved(file.descriptor()), "another's, further on");
                assertFalse(mark.hasMoved(file.descriptor()), "still the same two");
                other.end();
                assertTrue(mark.hasMoved(file.descriptor()), "one has ended");
            }
            assertTrue(mark.hasMoved(file.descriptor()), "all have ended");
            assertFalse(mark.hasMoved(file.descriptor()));
        }
    }

    @Test
    void itNeverStandsStill() {
        var scripted = new ScriptedLibc("fifo-safety");
        ScriptedPipe fifo = scripted.fifo("/fake/fifo");
        int file = scripted.open(CString.of("/fake/fifo"), FileCalls.O_RDWR, 0);
        var mark = new DrainMark(scripted);
        mark.move(file);
        long first = fifo.locked();
        assertEquals(scripted.time() * 1_000_000, first / 1_000_000 * 1_000_000);
        mark.move(file);
        assertEquals(first + 1, fifo.locked(), "no time has passed");
        scripted.setTime(scripted.time() - 1_000);
        mark.move(file);
        assertEquals(first + 2, fifo.locked(), "the clock was set back");
        scripted.fail("lock", Errno.EAGAIN);
        assertEquals(-Errno.EAGAIN, mark.move(file));
    }
}
