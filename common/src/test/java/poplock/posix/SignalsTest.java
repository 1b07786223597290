package poplock.posix;

import org.junit.jupiter.api.Test;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SignalsTest {
    private static void await(Libc libc, Signals signals) {
        var poll = new Poll(libc);
        poll.await(signals.descriptor());
        poll.until(poll.now() + 60_000);
        poll.run();
        assertTrue(poll.ready(signals.descriptor()));
    }

    @Test
    void signalsComeByTheDescriptor() {
        var libc = new JvmLibc();
        var signals = new Signals(libc, Signals.SIGHUP, Signals.SIGCHLD);
        assertEquals(0, signals.next());
        libc.kill(libc.getpid(), Signals.SIGHUP);
        await(libc, signals);
        assertEquals(Signals.SIGHUP, signals.next());
        assertEquals(0, signals.next());
    }

    @Test
    void scriptedOnesDoToo() {
        var libc = new ScriptedLibc("test");
        var signals = new Signals(libc, Signals.SIGHUP, Signals.SIGTERM);
        libc.after(500, () -> libc.raise(Signals.SIGTERM));
        libc.raise(Signals.SIGHUP);
        await(libc, signals);
        assertEquals(Signals.SIGHUP, signals.next());
        await(libc, signals);
        assertEquals(1_000_500L, libc.ticks());
        assertEquals(Signals.SIGTERM, signals.next());
        assertEquals(0, signals.next());
    }
}
