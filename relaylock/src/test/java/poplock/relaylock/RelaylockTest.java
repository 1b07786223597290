package poplock.relaylock;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RelaylockTest {
    private static final String PROGRAM = "/bin/smtpd";
    private static final String DATABASE = "/db";

    private final FakePosix posix = new FakePosix(PROGRAM, "-x");

    @BeforeEach
    void hostWithLogin() {
        posix.programs.put(PROGRAM, 0);
        posix.environment.put("TCPREMOTEIP", "192.0.2.7");
        posix.file(Config.DEFAULT_FILE, "dbfile = /db\nexpiry = 1h\nrelayclient = x\n");
        posix.file(DATABASE, "192.0.2.7 " + posix.now + "\n");
    }

    /** RELAYCLIENT in the environment that the program was given, or null. */
    private String relayclient() {
        assertThrows(FakePosix.BecameProgram.class, () -> new Relaylock(posix).run());
        assertEquals(List.of(PROGRAM, "-x"), posix.ran);
        assertEquals(0, posix.stillOpen());
        return posix.environment.get("RELAYCLIENT");
    }

    @Test
    void setsRelayclientAfterLogin() {
        assertEquals("x", relayclient());
        assertEquals("", posix.complaints.toString());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3599, true", "3600, true", "3601, false", "-1, true", "-3600, true",
            "-3601, false"})
    void believesLoginUpToExpiry(long age, boolean allowed) {
        posix.now += age;
        assertEquals(allowed ? "x" : null, relayclient());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other"})
    void leavesRelayclientThatIsSet(String value) {
        posix.environment.put("RELAYCLIENT", value);
        assertEquals(value, relayclient());
        assertEquals(List.of(), posix.opened);
    }

    @Test
    void readsDatabaseOnlyIfNoRuleDecides() {
        posix.file(Config.DEFAULT_FILE, "deny = 192.0.2.7\ndbfile = /db\n");
        assertNull(relayclient());
        assertEquals(List.of(Config.DEFAULT_FILE), posix.opened);
    }

    @ParameterizedTest
    @CsvSource({"-13, permission denied", "-24, too many open files", "-5, input/output error",
            "-99, error 99"})
    void doubtsUnreadableDatabase(int error, String why) {
        posix.openErrors.put(DATABASE, error);
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to read /db: " + why + "\n", posix.complaints.toString());
    }

    @Test
    void doubtsReadError() {
        posix.readError = -5;
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to read " + Config.DEFAULT_FILE + ": input/output error\n",
                posix.complaints.toString());
    }

    @Test
    void doubtsNothingWithoutDatabase() {
        posix.files.remove(DATABASE);
        assertNull(relayclient());
        assertEquals("", posix.complaints.toString());
    }

    @Test
    void runsProgramWhateverGoesWrong() {
        posix.clockError = new OutOfMemoryError("so many");
        assertNull(relayclient());
        assertEquals("relaylock: warning: unforeseen: java.lang.OutOfMemoryError: so many\n",
                posix.complaints.toString());
    }

    @Test
    void runsProgramIfEnvironmentIsFull() {
        posix.setVariableError = -12;
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to set RELAYCLIENT: out of memory\n",
                posix.complaints.toString());
    }

    @Test
    void saysVerdictIfVerbose() {
        posix.now += 12;
        posix.file(Config.DEFAULT_FILE, "dbfile = /db\nverbose = yes\n");
        assertEquals("", relayclient());
        assertEquals("relaylock: 192.0.2.7 allowed: login 12s ago, expiry 30m\n",
                posix.complaints.toString());
    }

    @Test
    void exitsWith111IfProgramCannotBeRun() {
        posix.programs.clear();
        assertEquals(111, new Relaylock(posix).run());
        assertEquals("relaylock: fatal: unable to run /bin/smtpd: no such file\n",
                posix.complaints.toString());
    }

    @Test
    void exitsWith100WithoutProgram() {
        assertEquals(100, new Relaylock(new FakePosix()).run());
    }

    @Test
    void versionIsThePoms() {
        assertEquals(System.getProperty("project.version"), Relaylock.VERSION);
    }
}
