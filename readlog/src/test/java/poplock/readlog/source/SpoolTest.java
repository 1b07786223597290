package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Config;
import poplock.common.SpoolRecord;
import poplock.posix.jvm.JvmLibc;
import poplock.posix.jvm.JvmWords;
import poplock.program.Warnings;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.ParsersFile;
import poplock.readlog.parser.Site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SpoolTest {
    private static final String LOGIN = "<22>1 - mx dovecot - - - imap-login: Login: user=<bob>, method=PLAIN, rip=%s,"
            + " lip=127.0.0.1, mpid=1, TLS, session=<a>\n";

    @TempDir
    Path folder;

    private final Recorded recorded = new Recorded();
    private Spool spool;

    @BeforeEach
    void open() {
        Config config = Config.parse(folder + "/smtp-poplock.conf", new byte[0]);
        var finder = new LoginFinder(Log.SOURCE,
                LoginParsers.of(config, ParsersFile.read(new JvmLibc(), config, ParsersFile::packedIntoJar)),
                new Site(Zone.UTC, new Warnings(System::nanoTime, Assertions::fail), new Drops(),
                        new JvmWords()));
        spool = new Spool(new JvmLibc(), folder + "/spool",
                new Intake(finder, recorded, new Counters(), () -> 1_800_000_000L));
    }

    @Test
    void keepsTheTimesOfArrival() throws IOException {
        write("spool", "1700000000 " + login("192.0.2.1"), "1700000009 " + login("2001:db8::1"));
        assertTrue(spool.takeUp());
        assertEquals(List.of("192.0.2.1 1700000000", "2001:db8::1 1700000009"), entries());
    }

    @Test
    void aStampCountsIfItIsBeforeTheArrival() throws IOException {
        write("spool", "1700000000 " + Log.login("192.0.2.1", 1_699_999_970),
                "1700000009 " + Log.login("192.0.2.2", 1_700_000_019));
        assertTrue(spool.takeUp());
        assertEquals(List.of("192.0.2.1 1699999970", "192.0.2.2 1700000009"), entries());
    }

    @Test
    void holdsTheFileUntilToldToDeleteIt() throws IOException {
        write("spool", "1700000000 " + login("192.0.2.1"));
        spool.takeUp();
        assertTrue(Files.exists(folder.resolve("spool.taken")));
        spool.delete();
        assertFalse(spool.takeUp());
    }

    @Test
    void leavesAnEmptyOneToWhoeverMadeIt() throws IOException {
        write("spool");
        assertFalse(spool.takeUp());
        assertTrue(Files.exists(folder.resolve("spool")));
    }

    @Test
    void takesUpFirstWhatACrashLeft() throws IOException {
        write("spool.taken", "1700000000 " + login("192.0.2.1"));
        write("spool", "1700000009 " + login("192.0.2.2"));
        spool.takeUp();
        spool.delete();
        spool.takeUp();
        assertEquals(List.of("192.0.2.1 1700000000", "192.0.2.2 1700000009"), entries());
    }

    @Test
    void passesOverRecordsWithoutATimeAndAnUnterminatedOne() throws IOException {
        write("spool", "x " + login("192.0.2.1"), " " + login("192.0.2.2"), login("192.0.2.3"),
                "-5 " + login("192.0.2.4"), "\n", "99999999999999999999 " + login("192.0.2.5"),
                "1700000000 " + login("192.0.2.6"), "1700000000 " + login("192.0.2.77").replace("\n", ""));
        spool.takeUp();
        assertEquals(List.of("192.0.2.6 1700000000"), entries());
    }

    /** What the spool had no room for may have been the first part of what stands behind the gap. */
    @Test
    void mistrustsTheRestOfWhatIsMissing() throws IOException {
        write("spool", courier("192.0.2.1"), courier("192.0.2.2"), SpoolRecord.GAP, courier("192.0.2.3"),
                courier("192.0.2.4"));
        spool.takeUp();
        assertEquals(List.of("192.0.2.2 1700000000", "192.0.2.4 1700000000"), entries());
    }

    @Test
    void readsMoreThanOneBuffer() throws IOException {
        var records = new String[2000];
        for (int i = 0; i < records.length; i++) {
            records[i] = 1_700_000_000 + i + " " + login("192.0." + i / 250 + "." + i % 250);
        }
        write("spool", records);
        spool.takeUp();
        assertEquals(2000, entries().size());
        assertEquals("192.0.7.249 1700001999", entries().getLast());
    }

    private void write(String name, String... records) throws IOException {
        Files.writeString(folder.resolve(name), String.join("", records));
    }

    private static String courier(String address) {
        return "1700000000 <22>1 - mx imapd - - - LOGIN, user=bob, ip=[" + address + "], port=[1]\n";
    }

    private static String login(String address) {
        return LOGIN.formatted(address);
    }

    private List<String> entries() {
        return recorded.entries().stream().map(Object::toString).toList();
    }
}
