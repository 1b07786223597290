package poplock.program;

import org.junit.jupiter.api.Test;
import poplock.posix.FileCalls;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessagesTest {
    private final ScriptedLibc libc = new ScriptedLibc("prog");
    private final Messages messages = new Messages(libc, "prog", 100);

    @Test
    void areOneLineWhateverTheyHold() {
        messages.warning("a\nb\r\0\033\177c\u009b\u0085\u00e4");
        assertEquals("prog: warning: a?b????c??\u00e4\n", libc.errors());
    }

    @Test
    void fitIntoOneWriteToAPipe() {
        messages.fatal("x".repeat(100_000));
        assertTrue(libc.errors().length() < 1100);
        assertTrue(libc.errors().endsWith("xxx...\n"));
    }

    @Test
    void areNotWrittenWhereExecCloses() {
        var closed = new ScriptedLibc("prog") {
            @Override
            public int fcntl(int file, int command, long argument) {
                return command == FileCalls.F_GETFD
                        ? FileCalls.FD_CLOEXEC
                        : super.fcntl(file, command, argument);
            }
        };
        new Messages(closed, "prog", 100).plain("x");
        assertEquals("", closed.errors());
    }

    @Test
    void areLostWhereNobodyTakesThem() {
        var full = new ScriptedLibc("prog") {
            @Override
            public int poll(int[] files, int count, int milliseconds) {
                assertEquals(100, milliseconds);
                return 0;
            }
        };
        new Messages(full, "prog", 100).plain("x");
        assertEquals("", full.errors());
    }
}
