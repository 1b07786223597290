package poplock.relaylock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Config;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RelaylockTest {
    private static final String PROGRAM = "/bin/smtpd";

    @TempDir
    private Path folder;
    private Path config;
    private Path database;
    private Error clockError;
    private final ScriptedLibc libc = new ScriptedLibc("relaylock", PROGRAM, "-x") {
        @Override
        public long clockGettime(int clock) {
            if (clockError != null) {
                throw clockError;
            }
            return super.clockGettime(clock);
        }
    };

    @BeforeEach
    void hostWithLogin() throws IOException {
        config = folder.resolve("conf");
        database = folder.resolve("db");
        libc.program(PROGRAM, 0);
        libc.environment("TCPREMOTEIP", "192.0.2.7");
        libc.environment(Config.VARIABLE, config.toString());
        config("expiry = 1h", "relayclient = x");
        Files.writeString(database, "192.0.2.7 " + libc.time() + "\n");
    }

    private void config(String... lines) throws IOException {
        Files.writeString(config, "dbfile = db\n" + String.join("\n", lines) + "\n");
    }

    /** RELAYCLIENT in the environment that the program was given, or null. */
    private String relayclient() {
        assertThrows(ScriptedLibc.BecameProgram.class, () -> Relaylock.run(libc));
        assertEquals(List.of(PROGRAM, "-x"), libc.became());
        assertEquals(0, libc.stillOpen());
        return libc.environment("RELAYCLIENT");
    }

    @Test
    void setsRelayclientAfterLogin() {
        assertEquals("x", relayclient());
        assertEquals("", libc.errors());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3599, true", "3600, true", "3601, false", "-1, true", "-3600, true",
            "-3601, false"})
    void believesLoginUpToExpiry(long age, boolean allowed) {
        libc.setTime(libc.time() + age);
        assertEquals(allowed ? "x" : null, relayclient());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other"})
    void leavesRelayclientThatIsSet(String value) {
        libc.environment("RELAYCLIENT", value);
        assertEquals(value, relayclient());
        assertEquals(List.of(), libc.opened());
    }

    @Test
    void readsDatabaseOnlyIfNoRuleDecides() throws IOException {
        config("deny = 192.0.2.7");
        assertNull(relayclient());
        assertEquals(List.of(config.toString()), libc.opened());
    }

    @ParameterizedTest
    @CsvSource({"13, permission denied", "24, too many open files", "5, input/output error", "99, error 99"})
    void doubtsUnreadableDatabase(int error, String why) {
        libc.fail("open " + database, error);
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to read " + database + ": " + why + "\n", libc.errors());
    }

    @Test
    void doubtsReadError() {
        libc.fail("pread", 5);
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to read " + config + ": input/output error\n",
                libc.errors());
    }

    @Test
    void doubtsNothingWithoutDatabase() throws IOException {
        Files.delete(database);
        assertNull(relayclient());
        assertEquals("", libc.errors());
    }

    @Test
    void runsProgramWhateverGoesWrong() {
        clockError = new OutOfMemoryError("so many");
        assertNull(relayclient());
        assertEquals("relaylock: warning: unforeseen: java.lang.OutOfMemoryError: so many\n",
                libc.errors());
    }

    @Test
    void runsProgramIfEnvironmentIsFull() {
        libc.fail("setenv", 12);
        assertNull(relayclient());
        assertEquals("relaylock: warning: unable to set RELAYCLIENT: out of memory\n", libc.errors());
    }

    @Test
    void setsFurtherVariablesWithRelayclientOnly() throws IOException {
        libc.environment("NOTE", "before");
        config("setenv = RBLSMTPD=", "setenv = NOTE=a = b");
        assertEquals("", relayclient());
        assertEquals("", libc.environment("RBLSMTPD"));
        assertEquals("a = b", libc.environment("NOTE"));
    }

    @Test
    void setsNothingForOthers() throws IOException {
        libc.environment("NOTE", "before");
        libc.environment("TCPREMOTEIP", "192.0.2.8");
        config("setenv = RBLSMTPD=", "setenv = NOTE=x");
        assertNull(relayclient());
        assertNull(libc.environment("RBLSMTPD"));
        assertEquals("before", libc.environment("NOTE"));
    }

    @ParameterizedTest
    @CsvSource({"REMOTE_ADDR, 192.0.2.7, x", "REMOTE_HOST, 192.0.2.7, x", "REMOTE_HOST, ::ffff:192.0.2.7, x",
            "REMOTE_ADDR, 192.0.2.8,", "REMOTE_HOST, 192.0.2.8,", "REMOTE_HOST, mail.example.org,",
            "REMOTE_ADDR, 192.0.2.7:25,", "REMOTE_ADDR, fe80::7%eth0,"})
    void takesTheAddressFromOtherSuperServers(String variable, String text, String expected) {
        libc.environment("TCPREMOTEIP", null);
        libc.environment(variable, text);
        assertEquals(expected, relayclient());
    }

    /** The first that is set decides, whoever may have written the others. */
    @ParameterizedTest
    @CsvSource({"TCPREMOTEIP, REMOTE_ADDR, unknown, 192.0.2.7,",
            "TCPREMOTEIP, REMOTE_HOST, unknown, 192.0.2.7,",
            "REMOTE_ADDR, REMOTE_HOST, unknown, 192.0.2.7,",
            "TCPREMOTEIP, REMOTE_ADDR, 192.0.2.7, 192.0.2.8, x",
            "TCPREMOTEIP, REMOTE_HOST, 192.0.2.7, 192.0.2.8, x",
            "REMOTE_ADDR, REMOTE_HOST, 192.0.2.7, 192.0.2.8, x"})
    void doesNotLookBehindTheFirst(String first, String second, String decides, String other,
            String expected) {
        libc.environment("TCPREMOTEIP", null);
        libc.environment(first, decides);
        libc.environment(second, other);
        assertEquals(expected, relayclient());
    }

    @Test
    void saysVerdictIfVerbose() throws IOException {
        libc.setTime(libc.time() + 12);
        config("verbose = yes");
        assertEquals("", relayclient());
        assertEquals("relaylock: 192.0.2.7 allowed: login 12s ago, expiry 30m\n", libc.errors());
    }

    @Test
    void exitsWith111IfProgramCannotBeRun() {
        libc.program(PROGRAM, 2);
        assertEquals(111, Relaylock.run(libc));
        assertEquals("relaylock: fatal: unable to run /bin/smtpd: no such file\n", libc.errors());
    }

    @Test
    void exitsWith100WithoutProgram() {
        var without = new ScriptedLibc("relaylock", "-c", "x");
        assertEquals(100, Relaylock.run(without));
        assertEquals("relaylock: fatal: no program to run; try 'relaylock --help'\n", without.errors());
    }
}
