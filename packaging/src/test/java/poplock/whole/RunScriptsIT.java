package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The run scripts, set up as INSTALL.md tells, under each of the supervisors that they are for. */
class RunScriptsIT {
    private static final String ALL_TOOLS = "setuidgid multilog chpst svlogd s6-setuidgid s6-log";

    /** The families of supervisors, each with what the run scripts take of it. */
    enum Family {
        DAEMONTOOLS("svscan /service", "setuidgid multilog"), RUNIT("runsvdir -P /service",
                "chpst svlogd"), S6(
                        "s6-svscan /service", "s6-setuidgid s6-log");

        private final String scanner;
        private final String tools;

        Family(String scanner, String tools) {
            this.scanner = scanner;
            this.tools = tools;
        }
    }

    private Box box;
    private Debian debian;

    @BeforeEach
    void start() throws Exception {
        box = new Box();
        debian = Debian.bare(box);
        Debian.Outcome installed = debian.install();
        assertEquals(0, installed.exit(), installed.output());
        debian.run(
                "service smtp-poplock-readlog stop && service smtp-poplock-fifo-safety stop && mkdir -p /service");
    }

    @AfterEach
    void stop() {
        debian.close();
        box.close();
    }

    @ParameterizedTest
    @EnumSource
    void loginIsRecordedAndDaemonsComeBack(Family family) throws Exception {
        // As on a host that has no other family's tools.
        debian.run("cd /usr/bin && for tool in " + ALL_TOOLS + "; do case ' " + family.tools
                + " ' in *\" $tool \"*) ;; *) mv $tool hidden-$tool ;; esac; done");
        debian.run(commandsOfInstall());
        box.start("scanner", debian.inside("exec " + family.scanner));
        untilBothRun();
        login("192.0.2.1");
        for (String daemon : new String[] {"readlog", "fifo-safety"}) {
            String killed = pid(daemon);
            debian.run("kill -KILL " + killed);
            box.until(daemon + " again", () -> !pid(daemon).isEmpty() && !pid(daemon).equals(killed));
        }
        untilBothRun();
        login("192.0.2.2");
        box.until("readlog's log", () -> debian.succeeds(
                "grep -q 'readlog: following fifo:/var/smtp-poplock/fifo' /service/readlog/log/main/current"));
        assertTrue(
                debian.run("find /service/readlog/log/main -user poplock -name current").contains("current"),
                "the log is poplock's");
        logOfAdmIsRead();
    }

    /** As INSTALL.md tells: a log that only the group adm may read. */
    private void logOfAdmIsRead() throws Exception {
        String log = "/var/log/mail.log";
        debian.run("install -m 640 -o root -g adm /dev/null " + log + " && adduser --quiet poplock adm"
                + " && echo 'source = file:" + log + "' >>/etc/smtp-poplock/smtp-poplock.conf");
        String before = pid("readlog");
        debian.run("kill -TERM " + before);
        box.until("readlog on the log", () -> !pid("readlog").isEmpty() && !pid("readlog").equals(before)
                && debian.succeeds("ls -l /proc/" + pid("readlog") + "/fd | grep -q " + log));
        debian.run(line("192.0.2.3") + " >>" + log);
        untilRecorded("192.0.2.3");
    }

    private static String commandsOfInstall() throws Exception {
        String commands = Files.readString(Path.of(Component.ours("INSTALL.md"))).lines()
                .filter(line -> line.startsWith("    cp -r /usr/share/doc/smtp-poplock/run/")
                        || line.startsWith("    ln -s /etc/fifo-safety "))
                .collect(Collectors.joining("\n"));
        assertEquals(2, commands.lines().count(), commands);
        return commands;
    }

    private void untilBothRun() throws Exception {
        for (String daemon : new String[] {"readlog", "fifo-safety"}) {
            box.until(daemon + " on the FIFO", () -> !pid(daemon).isEmpty() && debian
                    .succeeds("ls -l /proc/" + pid(daemon) + "/fd | grep -q /var/smtp-poplock/fifo"));
        }
    }

    /** The number of a daemon's process, which is poplock's; empty if there is none. */
    private String pid(String daemon) throws Exception {
        return debian.run("for p in $(find /proc -maxdepth 1 -user poplock -name '[0-9]*'); do"
                + " case $(tr '\\0' ' ' <$p/cmdline 2>/dev/null) in */fifo-safety*) name=fifo-safety ;;"
                + " *poplock.readlog.Readlog*) name=readlog ;; *) continue ;; esac;"
                + " [ $name != " + daemon + " ] || echo ${p#/proc/}; done").strip();
    }

    private void login(String address) throws Exception {
        debian.run(line(address) + " >/var/smtp-poplock/fifo");
        untilRecorded(address);
    }

    /** The command that prints a login line. */
    private static String line(String address) {
        return "echo \"$(date '+%b %e %T') mx dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip="
                + address
                + ", lip=127.0.0.1, mpid=7, TLS, session=<x>\"";
    }

    private void untilRecorded(String address) throws Exception {
        box.until(address + " in the database", () -> debian.succeeds("grep -q '^" + address
                + " ' /var/smtp-poplock/dbfile"));
    }
}
