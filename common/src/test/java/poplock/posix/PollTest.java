package poplock.posix;

import org.junit.jupiter.api.Test;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PollTest {
    private final ScriptedLibc libc = new ScriptedLibc("test");

    @Test
    void theNearestDeadlineEndsTheWait() {
        var poll = new Poll(libc);
        long start = poll.now();
        poll.until(start + 5_000);
        poll.until(start + 2_000);
        poll.until(start + 9_000);
        poll.run();
        assertEquals(start + 2_000, poll.now());
        assertEquals(1_795_348_802L, libc.time());
    }

    @Test
    void whatCanBeReadEndsTheWait() {
        ScriptedPipe fifo = libc.fifo("/fifo");
        int file = libc.open(CString.of("/fifo"), FileCalls.O_RDWR, 0);
        libc.after(300, () -> fifo.write("x"));
        var poll = new Poll(libc);
        poll.await(file);
        poll.until(poll.now() + 1_000);
        poll.run();
        assertTrue(poll.ready(file));
        assertEquals(libc.ticks(), poll.now());
        assertEquals(1_000_300L, poll.now());
    }

    @Test
    void theNextTurnForgetsTheLast() {
        libc.fifo("/fifo").write("x");
        int file = libc.open(CString.of("/fifo"), FileCalls.O_RDWR, 0);
        var poll = new Poll(libc);
        poll.await(file);
        poll.dontWait();
        poll.run();
        poll.clear();
        assertFalse(poll.ready(file));
        assertThrows(AssertionError.class, poll::run);
    }

    @Test
    void manyFilesAreWaitedFor() {
        var real = new JvmLibc();
        int[][] pipes = new int[40][2];
        var poll = new Poll(real);
        for (int[] pipe : pipes) {
            assertTrue(real.pipe2(pipe, FileCalls.O_CLOEXEC) >= 0);
            poll.await(pipe[0]);
        }
        real.write(pipes[33][1], new byte[] {1}, 0, 1);
        real.close(pipes[35][1]);
        poll.run();
        for (int i = 0; i < pipes.length; i++) {
            assertEquals(i == 33 || i == 35, poll.ready(pipes[i][0]), "pipe " + i);
            real.close(pipes[i][0]);
            real.close(pipes[i][1]);
        }
        assertEquals(FileCalls.POLLHUP, poll.events(pipes[35][0]));
    }
}
