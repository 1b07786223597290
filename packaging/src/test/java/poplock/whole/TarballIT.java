package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The archive for those without dpkg, and the install.sh in it. */
class TarballIT {
    private static final String CONFIG = "/etc/smtp-poplock/smtp-poplock.conf";
    private static final String PARSERS = "/etc/smtp-poplock/parsers.conf";
    private static final String TOP = "smtp-poplock-3.0.0/";

    private Box box;
    private Debian debian;
    private Path archive;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        try (var built = Files.newDirectoryStream(Component.PACKAGING.resolve("target"),
                "smtp-poplock-*.tar.gz")) {
            archive = built.iterator().next();
        }
    }

    @AfterEach
    void stop() {
        if (debian != null) {
            debian.close();
        }
        box.close();
    }

    /** Unpacked over / it must not replace a folder's link or mode. */
    @Test
    void nothingOfTheSystemIsInTheArchive() throws Exception {
        List<String> names = Box.run("tar", "-tzf", archive.toString()).lines().toList();
        assertTrue(names.contains(TOP + "install.sh"), names.toString());
        assertTrue(names.contains(TOP + "files/usr/sbin/relaylock"), names.toString());
        assertEquals(List.of(),
                names.stream().filter(name -> !name.startsWith(TOP) || name.contains("/../")).toList());
    }

    @Test
    void foldersThatAreThereStayAsTheyAre() throws Exception {
        Path to = box.dir().resolve("to");
        Box.run("sh", "-c", "tar -C \"$0\" -xzf \"$1\" && mkdir -p \"$2/usr/bin\" \"$2/etc\""
                + " && ln -s bin \"$2/usr/sbin\" && chmod 700 \"$2\" \"$2/etc\" && chmod 751 \"$2/usr/bin\"",
                box.dir().toString(), archive.toString(), to.toString());
        for (int time = 1; time <= 2; time++) {
            install("DESTDIR=" + to);
            assertEquals("bin", Files.readSymbolicLink(to.resolve("usr/sbin")).toString());
            assertEquals("700\n700\n751\n755\n", Box.run("stat", "-c", "%a", to.toString(), to + "/etc",
                    to + "/usr/bin", to + "/etc/smtp-poplock"));
            assertTrue(Files.isExecutable(to.resolve("usr/bin/relaylock")));
            assertFalse(Files.exists(to.resolve("etc/init.d")), "no init there");
        }
        linkInEtcStaysOne(to);
        install("DESTDIR=" + to, "--uninstall");
        assertEquals("", Box.run("find", to.toString(), "!", "-type", "d", "!", "-name", "sbin"));
        assertEquals("bin\netc\nsbin\nusr\n", Box.run("sh", "-c",
                "cd \"$0\" && find . -mindepth 1 -printf '%f\\n' | LC_ALL=C sort", to.toString()));
    }

    /** As of somebody who keeps his settings in another place. */
    private void linkInEtcStaysOne(Path to) throws Exception {
        Path parsers = to.resolve("etc/smtp-poplock/parsers.conf");
        Path elsewhere = to.resolve("etc/elsewhere");
        Files.move(parsers, elsewhere);
        Files.createSymbolicLink(parsers, elsewhere);
        Path shipped = box.dir().resolve(TOP + "files/etc/smtp-poplock/parsers.conf");
        Files.writeString(shipped, Files.readString(shipped) + "# newer\n");
        install("DESTDIR=" + to);
        assertTrue(Files.isSymbolicLink(parsers));
        assertTrue(Files.readString(parsers.resolveSibling("parsers.conf.new")).endsWith("# newer\n"));
        Files.delete(parsers);
        Files.move(parsers.resolveSibling("parsers.conf.new"), parsers);
        Files.delete(elsewhere);
        install("DESTDIR=" + to);
    }

    private void install(String... arguments) throws Exception {
        Box.run(java.util.stream.Stream.concat(
                java.util.stream.Stream.of("sh", box.dir().resolve(TOP) + "/install.sh"),
                java.util.stream.Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void installUseUpgradeUninstall() throws Exception {
        machine();
        assertTrue(debian.run("sh /root/" + TOP + "install.sh")
                .contains("service smtp-poplock-fifo-safety start"));
        debian.run("service smtp-poplock-fifo-safety start && service smtp-poplock-readlog start");
        login("192.0.2.1");
        debian.run("echo 'expiry = 2h' >>" + CONFIG + " && cd /root/" + TOP + "files && echo '# newer' >>."
                + CONFIG + " && echo '# newer' >>." + PARSERS + " && rm usr/share/man/man8/readlog.8.gz");
        String before = debian.run("cat /run/smtp-poplock-fifo-safety.pid /run/smtp-poplock-readlog.pid");
        Daemon watch = debian.watchFifo();
        for (int time = 1; time <= 2; time++) {
            debian.run("sh /root/" + TOP + "install.sh");
            assertTrue(debian.run("cat " + CONFIG).endsWith("expiry = 2h\n"), "what was changed is kept");
            assertTrue(debian.run("cat " + CONFIG + ".new").endsWith("# newer\n"),
                    "the new one is beside it");
            assertTrue(debian.run("cat " + PARSERS).endsWith("# newer\n"), "what was not changed is renewed");
        }
        debian.run("touch /run/upgraded");
        assertEquals(0, watch.exit(), watch.output());
        assertEquals("watching\nwithout a reader 0 times\n", watch.output());
        assertFalse(debian.succeeds("ls /usr/share/man/man8/readlog.8.gz"), "what is no more is removed");
        String after = debian.run("cat /run/smtp-poplock-fifo-safety.pid /run/smtp-poplock-readlog.pid");
        assertFalse(before.lines().anyMatch(after.lines().toList()::contains), "both run anew");
        login("192.0.2.2");
        whatASupervisorRunsIsLeftToIt();
        String kept = debian.run("sh /usr/lib/smtp-poplock/install.sh --uninstall");
        assertTrue(kept.contains(CONFIG + " has been changed and stays"), kept);
        assertEquals(CONFIG + "\n", debian.run("find /etc /usr /lib /run -name '*poplock*' ! -type d"));
        assertEquals("", debian.run("find /proc -maxdepth 1 -user poplock"));
    }

    private void whatASupervisorRunsIsLeftToIt() throws Exception {
        debian.run("service smtp-poplock-fifo-safety stop && start-stop-daemon --start --background"
                + " --chuid poplock --exec /usr/sbin/fifo-safety");
        String said = debian.run("sh /root/" + TOP + "install.sh");
        assertTrue(said.contains("smtp-poplock-fifo-safety was not started by init"), said);
        assertFalse(said.contains("smtp-poplock-readlog was not"), said);
        assertEquals("1\n", debian.run("find /proc -maxdepth 2 -name cmdline -user poplock"
                + " -exec grep -l fifo-safety {} + 2>/dev/null | wc -l"));
        debian.run("start-stop-daemon --stop --retry 10 --user poplock --name fifo-safety");
    }

    @Test
    void anotherPrefix() throws Exception {
        machine();
        debian.run("PREFIX=/opt/poplock sh /root/" + TOP + "install.sh");
        debian.run("service smtp-poplock-fifo-safety start && service smtp-poplock-readlog start");
        login("192.0.2.1");
        assertTrue(debian.run("/opt/poplock/bin/showallowed").contains("192.0.2.1"), "showallowed");
        assertEquals("", debian.run("find /usr -name '*poplock*'"));
        debian.run("sh /opt/poplock/lib/smtp-poplock/install.sh --uninstall");
        assertEquals("", debian.run("find /opt /etc -name '*poplock*'"));
    }

    /** Two who own the same files would take them from each other. */
    @Test
    void notBesideTheDebianPackage() throws Exception {
        machine();
        assertEquals(0, debian.install().exit());
        Debian.Outcome refused = debian.outcome("sh /root/" + TOP + "install.sh");
        assertEquals(100, refused.exit(), refused.output());
        assertTrue(refused.output().contains("the Debian package is installed"), refused.output());
    }

    private void machine() throws Exception {
        debian = Debian.bare(box);
        Box.run("tar", "-C", debian.path("/root").toString(), "-xzf", archive.toString());
    }

    private void login(String address) throws Exception {
        debian.run("echo \"$(date '+%b %e %T') mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip="
                + address
                + ", lip=127.0.0.1, mpid=7, TLS, session=<x>\" >/var/smtp-poplock/fifo");
        box.until(address + " in the database",
                () -> debian.succeeds("grep -q '^" + address + " ' /var/smtp-poplock/dbfile"));
    }
}
