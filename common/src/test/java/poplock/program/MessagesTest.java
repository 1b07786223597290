package poplock.program;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** As xinetd and systemd start a program: one socket is its standard input, output and error. */
    @ParameterizedTest
    @CsvSource({"0xc1ff, 7, 7, ''", "0xc1ff, 7, 8, 'prog: x\n'", "0x11a4, 7, 7, 'prog: x\n'",
            "0x81a4, 7, 7, 'prog: x\n'"})
    void stayOutOfAConversation(String mode, long input, long error, String written) {
        var served = new ScriptedLibc("prog") {
            @Override
            public int fstat(int file, long[] status) {
                status[0] = Integer.decode(mode);
                status[4] = file == 0 ? input : error;
                return file == 0 || file == 2 ? 0 : super.fstat(file, status);
            }
        };
        new Messages(served, "prog", 100).plain("x");
        assertEquals(written, served.errors());
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
