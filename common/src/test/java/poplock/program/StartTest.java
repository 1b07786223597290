package poplock.program;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Complaint;
import poplock.posix.Errno;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StartTest {
    private static final OptionTable TABLE = OptionTable.of("prog", List.of("Does what it does."),
            List.of(Option.flag("-a", "--all",
                    "everything, be it ever so much, and more than one line can hold of it"),
                    Option.repeated("--source", "SOURCE", "where from"),
                    Option.valued("--a-very-long-option", "VALUE", "long")),
            new Operand(Operand.Kind.ANY, "ADDRESS", "an address"), List.of("Exit status: 0."));

    private static int run(ScriptedLibc libc, Start.Work work) {
        return Start.run(TABLE, libc, PlainReader::read, new Messages(libc, "prog", 0), work);
    }

    @Test
    void helpComesFromTheTable() {
        var libc = new ScriptedLibc("prog", "-V", "--help");
        assertEquals(0, run(libc, arguments -> 1));
        assertEquals("""
                Usage: prog [-c FILE] [-a] [--source SOURCE]... [--a-very-long-option VALUE]
                            [ADDRESS...]
                Does what it does.
                  -c, --config=FILE     configuration file, else $SMTP_POPLOCK_CONFIG, else
                                        /etc/smtp-poplock/smtp-poplock.conf
                  -a, --all             everything, be it ever so much, and more than one line
                                        can hold of it
                      --source=SOURCE   where from
                      --a-very-long-option=VALUE
                                        long
                  -h, --help            show this and exit
                  -V, --version         show the version and exit
                      ADDRESS           an address
                Exit status: 0.
                """, libc.output());
    }

    @Test
    void theVersionIsThePoms() {
        var libc = new ScriptedLibc("prog", "-V");
        assertEquals(0, run(libc, arguments -> 1));
        assertEquals("prog " + System.getProperty("project.version") + "\n", libc.output());
    }

    @Test
    void theWorkSaysHowItEnds() {
        assertEquals(7, run(new ScriptedLibc("prog", "a"), arguments -> 7));
        var wrong = new ScriptedLibc("prog", "-x");
        assertEquals(100, run(wrong, arguments -> 7));
        assertEquals("prog: fatal: unknown option -x; try 'prog --help'\n", wrong.errors());
        var later = new ScriptedLibc("prog");
        assertEquals(111, run(later, arguments -> {
            throw Complaint.temporary("later");
        }));
        assertEquals("prog: fatal: later\n", later.errors());
    }

    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        var libc = new ScriptedLibc("prog", "-h") {
            @Override
            public int write(int file, byte[] buffer, int offset, int length) {
                return file == 1 ? -Errno.ENOSPC : super.write(file, buffer, offset, length);
            }
        };
        assertEquals(111, run(libc, arguments -> 7));
        assertEquals("prog: fatal: unable to write to standard output: no space left on the disk\n",
                libc.errors());
    }

    @Test
    void outputIsWrittenToItsEnd() throws IOException {
        var slow = new ScriptedLibc("prog") {
            @Override
            public int write(int file, byte[] buffer, int offset, int length) {
                return super.write(file, buffer, offset, Math.min(length, 7));
            }
        };
        var output = new Output(slow);
        output.append("0123456789".repeat(2_000)).append("end\n").flush();
        assertEquals("0123456789".repeat(2_000) + "end\n", slow.output());
    }
}
