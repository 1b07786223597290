package poplock.relaylock;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ProgramTest {
    private final FakePosix posix = new FakePosix("smtpd", "one");
    private final Program program = new Program(posix, 0);

    @Test
    void looksThroughPathInOrder() {
        posix.environment.put("PATH", "/a::/b/");
        assertEquals(-Errno.ENOENT, program.exec());
        assertEquals(List.of("/a/smtpd", "smtpd", "/b//smtpd"), posix.tried);
    }

    @Test
    void looksInDefaultPlacesWithoutPath() {
        assertEquals(-Errno.ENOENT, program.exec());
        assertEquals(List.of("/bin/smtpd", "/usr/bin/smtpd"), posix.tried);
    }

    @Test
    void anEmptyPathIsTheWorkingDirectory() {
        posix.environment.put("PATH", "");
        program.exec();
        assertEquals(List.of("smtpd"), posix.tried);
    }

    @Test
    void goesOnAfterOneThatMayNotBeRun() {
        posix.environment.put("PATH", "/a:/b:/c");
        posix.programs.put("/a/smtpd", -Errno.EACCES);
        posix.programs.put("/b/smtpd", -Errno.ENOTDIR);
        assertEquals(-Errno.EACCES, program.exec());
        assertEquals(3, posix.tried.size());
    }

    @Test
    void endsAtOneThatIsThereAndFails() {
        posix.environment.put("PATH", "/a:/b");
        posix.programs.put("/a/smtpd", -12);
        assertEquals(-12, program.exec());
        assertEquals(List.of("/a/smtpd"), posix.tried);
    }

    @Test
    void hasShellRunScriptWithoutInterpreter() {
        posix.environment.put("PATH", "/a");
        posix.programs.put("/a/smtpd", -Errno.ENOEXEC);
        posix.programs.put("/bin/sh", 0);
        assertThrows(FakePosix.BecameProgram.class, program::exec);
        assertEquals(List.of("/bin/sh", "/a/smtpd", "one"), posix.ran);
    }

    @Test
    void doesNotLookForPaths() {
        assertEquals(-Errno.ENOENT, new Program(new FakePosix("./smtpd"), 0).exec());
        var empty = new FakePosix("");
        assertEquals(-Errno.ENOENT, new Program(empty, 0).exec());
        assertEquals(List.of(), empty.tried);
    }
}
