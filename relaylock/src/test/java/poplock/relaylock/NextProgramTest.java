package poplock.relaylock;

import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.posix.Errno;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class NextProgramTest {
    private final ScriptedLibc libc = new ScriptedLibc("relaylock", "smtpd", "one");
    private final NextProgram program = new NextProgram(libc, 1);

    @Test
    void looksThroughPathInOrder() {
        libc.environment("PATH", "/a::/b/");
        assertEquals(-Errno.ENOENT, program.exec());
        assertEquals(List.of("/a/smtpd", "smtpd", "/b//smtpd"), libc.tried());
    }

    @Test
    void looksInDefaultPlacesWithoutPath() {
        assertEquals(-Errno.ENOENT, program.exec());
        assertEquals(List.of("/bin/smtpd", "/usr/bin/smtpd"), libc.tried());
    }

    @Test
    void anEmptyPathIsTheWorkingDirectory() {
        libc.environment("PATH", "");
        program.exec();
        assertEquals(List.of("smtpd"), libc.tried());
    }

    @Test
    void goesOnAfterOneThatMayNotBeRun() {
        libc.environment("PATH", "/a:/b:/c");
        libc.program("/a/smtpd", Errno.EACCES);
        libc.program("/b/smtpd", Errno.ENOTDIR);
        assertEquals(-Errno.EACCES, program.exec());
        assertEquals(3, libc.tried().size());
    }

    @Test
    void endsAtOneThatIsThereAndFails() {
        libc.environment("PATH", "/a:/b");
        libc.program("/a/smtpd", 12);
        assertEquals(-12, program.exec());
        assertEquals(List.of("/a/smtpd"), libc.tried());
    }

    @Test
    void hasShellRunScriptWithoutInterpreter() {
        libc.environment("PATH", "/a");
        libc.program("/a/smtpd", Errno.ENOEXEC);
        libc.program("/bin/sh", 0);
        assertThrows(ScriptedLibc.BecameProgram.class, program::exec);
        assertEquals(List.of("/bin/sh", "/a/smtpd", "one"), libc.became());
    }

    @Test
    void doesNotLookForPaths() {
        assertEquals(-Errno.ENOENT, new NextProgram(new ScriptedLibc("relaylock", "./smtpd"), 1).exec());
        var empty = new ScriptedLibc("relaylock", "");
        assertEquals(-Errno.ENOENT, new NextProgram(empty, 1).exec());
        assertEquals(List.of(), empty.tried());
    }
}
