package poplock.readlog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.posix.Errno;
import poplock.posix.ScriptedLibc;
import poplock.posix.ScriptedPipe;
import poplock.posix.Signals;
import poplock.program.Warnings;
import poplock.readlog.database.Entries;
import poplock.readlog.parser.Shipped;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RenewalTest {
    private static final String A = "192.0.2.1";
    private static final String HANDED = "SMTP_POPLOCK_HANDED_ON";

    /** A native executable's system, whose memory a test uses up. */
    private static final class Scarce extends ScriptedLibc {
        private long left = 1_000;

        Scarce() {
            super("readlog", "-c", "conf");
        }

        @Override
        public long memoryLeft() {
            return left;
        }
    }

    @TempDir
    Path folder;

    private final Scarce libc = new Scarce();
    private final List<String> warnings = new ArrayList<>();
    private ScriptedPipe fifo;

    @Test
    void becomesItselfWhenHalfTheMemoryIsTakenAndEverythingIsSaved() throws Exception {
        libc.program("/proc/self/exe", 0);
        var first = daemon();
        first.turn();
        fifo.write(Log.login(A, libc.time()));
        libc.left = 501;
        first.turn();
        assertEquals(List.of(), libc.became());
        libc.left = 499;
        fifo.write(Log.login("192.0.2.2", libc.time()));
        libc.pass(1_000);
        assertThrows(ScriptedLibc.BecameProgram.class, first::turn);
        assertEquals(List.of("readlog", "-c", "conf"), libc.became());
        assertEquals(Map.of(A, libc.time() - 1, "192.0.2.2", libc.time() - 1),
                Entries.read(folder.resolve("db")));

        // What the next one finds: lines that came meanwhile, and the lock, which nobody else could have taken.
        assertTrue(libc.environment(HANDED).contains(" " + folder + "/db.lock\n"), libc.environment(HANDED));
        fifo.write(Log.login("192.0.2.3", libc.time()));
        libc.left = 1_000;
        var second = daemon();
        assertNull(libc.environment(HANDED));
        second.turn();
        assertTrue(Entries.read(folder.resolve("db")).containsKey("192.0.2.3"));
        assertThrows(Complaint.class, this::daemon);
        assertEquals(List.of(), warnings);
        libc.raise(Signals.SIGTERM);
        assertEquals(0, second.run());
        assertEquals(List.of(), warnings);
    }

    @Test
    void goesOnWhileItCannotSave() throws Exception {
        libc.program("/proc/self/exe", 0);
        var daemon = daemon();
        daemon.turn();
        fifo.write(Log.login(A, libc.time()));
        libc.left = 100;
        libc.fail("rename", Errno.ENOSPC);
        daemon.turn();
        daemon.turn();
        assertEquals(List.of(), libc.became());
        libc.fail("rename", 0);
        libc.pass(2_000);
        assertThrows(ScriptedLibc.BecameProgram.class, daemon::turn);
        assertTrue(Entries.read(folder.resolve("db")).containsKey(A));
    }

    private Daemon daemon() throws Exception {
        Files.writeString(folder.resolve("conf"), "");
        fifo = fifo == null ? libc.fifo(folder + "/fifo") : fifo;
        Config config = Shipped.config("source = fifo:" + folder + "/fifo\n");
        return new Daemon(libc, () -> new Daemon.Settings(config, Shipped.parsers("")), List.of(),
                folder + "/db", new Warnings(() -> libc.ticks() * 1_000_000, warnings::add));
    }
}
