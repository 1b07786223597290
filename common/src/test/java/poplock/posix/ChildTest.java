package poplock.posix;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChildTest {
    private final Libc libc = new JvmLibc();

    /** All that it writes, to the end. */
    private String output(Child child) {
        var text = new StringBuilder();
        byte[] buffer = new byte[100];
        while (true) {
            var poll = new Poll(libc);
            poll.await(child.output());
            poll.until(poll.now() + 60_000);
            poll.run();
            int length = libc.read(child.output(), buffer, 0, buffer.length);
            if (length <= 0) {
                assertEquals(0, length);
                return text.toString();
            }
            text.append(CString.text(buffer, 0, length));
        }
    }

    private void awaitEnd(Child child) {
        var poll = new Poll(libc);
        long patience = poll.now() + 60_000;
        while (!child.ended() && poll.now() < patience) {
            poll.clear();
            poll.until(poll.now() + 5);
            poll.run();
        }
    }

    @Test
    void aCommandIsReadToItsEnd() throws IOException {
        libc.setenv(CString.of("POPLOCK_CHILD_TEST"), CString.of("\u00e9"));
        Child child = Child.shell(libc, "printf %s \"$POPLOCK_CHILD_TEST\"; cat; exit 3");
        assertEquals("\u00e9", output(child));
        awaitEnd(child);
        assertEquals(3, child.exitStatus());
        assertFalse(child.groupLives());
        child.close();
        child.close();
    }

    @Test
    void itLeadsASessionWithoutBlockedOrIgnoredSignals() throws IOException {
        libc.signal(Signals.SIGPIPE, Libc.SIG_IGN);
        Child child = Child.shell(libc, "grep -E 'Sig(Blk|Ign)' /proc/self/status; ps -o sid= -p $$");
        String[] lines = output(child).split("\n");
        assertEquals("SigBlk:\t0000000000000000", lines[0]);
        // All but two that glibc keeps for itself.
        assertTrue(lines[1].matches("SigIgn:\t0000000[0-9a-f]80000000|SigIgn:\t0{16}"), lines[1]);
        assertEquals(String.valueOf(child.process()), lines[2].strip());
        awaitEnd(child);
        child.close();
    }

    @Test
    void aSignalReachesAllThatItStarted() throws IOException {
        Child child = Child.shell(libc, "trap '' TERM; (sleep 600; echo late) & echo ready; wait; echo over");
        byte[] ready = new byte[6];
        var poll = new Poll(libc);
        poll.await(child.output());
        poll.run();
        assertEquals(6, libc.read(child.output(), ready, 0, 6));
        assertFalse(child.ended());
        assertTrue(child.signal(Signals.SIGKILL));
        assertEquals("", output(child));
        awaitEnd(child);
        assertEquals(128 + Signals.SIGKILL, child.exitStatus());
        child.close();
    }

    @Test
    void aScriptedChildDoesWhatTheTestSays() throws IOException {
        var scripted = new ScriptedLibc("test");
        Child child = Child.shell(scripted, "tail -f log");
        ScriptedChild process = scripted.children().getFirst();
        assertEquals("tail -f log", process.arguments().get(2));
        byte[] buffer = new byte[10];
        assertEquals(-Errno.EAGAIN, scripted.read(child.output(), buffer, 0, 10));
        process.write("line\n");
        assertEquals(5, scripted.read(child.output(), buffer, 0, 10));
        process.disobey();
        assertTrue(child.signal(Signals.SIGTERM));
        assertFalse(child.ended());
        assertTrue(child.signal(Signals.SIGKILL));
        assertTrue(child.ended());
        assertEquals(0, scripted.read(child.output(), buffer, 0, 10));
        assertFalse(child.groupLives());
    }

    @Test
    void whatCannotBeStartedSaysWhy() {
        var scripted = new ScriptedLibc("test");
        scripted.fail("spawn", Errno.EAGAIN);
        var failure = assertThrows(Failure.class, () -> Child.shell(scripted, "true"));
        assertEquals("unable to run /bin/sh: resource temporarily unavailable", failure.getMessage());
    }
}
