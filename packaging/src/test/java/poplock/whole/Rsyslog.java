package poplock.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** rsyslogd on the box's /dev/log. Besides what a test wants of it, it keeps every line in a file. */
final class Rsyslog {
    static final String EVERYTHING = "everything.log";

    private final Box box;
    private final Path everything;
    private final Path configuration;
    private Daemon daemon;

    /**
     * Starts it.
     *
     * @param rules what to do with the lines, in rsyslog's own language
     */
    Rsyslog(Box box, String rules) throws Exception {
        this.box = box;
        everything = box.dir().resolve(EVERYTHING);
        Files.createDirectories(box.dir().resolve("rsyslog"));
        configuration = box.write("rsyslog.conf", """
                global(workDirectory="%s")
                module(load="imuxsock" SysSock.Name="%s" SysSock.RateLimit.Interval="0" SysSock.Annotate="on"
                    SysSock.ParseTrusted="on")
                module(load="builtin:omfile" template="RSYSLOG_TraditionalFileFormat")
                template(name="everything" type="string"
                    string="%%timegenerated%% %%syslogfacility-text%% uid=%%$!uid%% %%syslogtag%%%%msg%%\\n")
                *.* action(type="omfile" file="%s" template="everything")
                %s
                """.formatted(box.dir().resolve("rsyslog"), box.log(), everything, rules));
        start();
    }

    /**
     * The rules that the project ships, for another FIFO.
     *
     * @param users numbers of the users whose lines are believed
     */
    static String shipped(Path fifo, String... users) throws IOException {
        String shipped = Files.readString(Path.of(Component.ours("packaging/syslog/rsyslog.conf")));
        String ours = shipped.replace("/var/smtp-poplock/fifo", fifo.toString()).replace("[\"0\"]\n",
                "[\"" + String.join("\", \"", users) + "\"]\n");
        if (!ours.contains(fifo.toString()) || users.length > 1 && !ours.contains(users[1])) {
            throw new AssertionError("packaging/syslog/rsyslog.conf has another form than this test knows");
        }
        return ours;
    }

    /** The rule that writes every line into a FIFO. */
    static String into(Path fifo) {
        return "*.* action(type=\"ompipe\" pipe=\"" + fifo + "\" template=\"RSYSLOG_TraditionalFileFormat\""
                + " queue.type=\"LinkedList\" queue.size=\"10000\" action.resumeRetryCount=\"-1\""
                + " action.resumeInterval=\"1\")";
    }

    void start() throws Exception {
        Files.deleteIfExists(box.log());
        daemon = box.start("rsyslog", Component.installed("/usr/sbin/rsyslogd", "rsyslog"), "-n", "-f",
                configuration.toString(), "-i", box.dir().resolve("rsyslog.pid").toString());
        box.until(daemon, "rsyslogd's socket", () -> Files.exists(box.log()));
    }

    void stop() throws InterruptedException {
        daemon.stop();
    }

    /** All lines so far. */
    String everything() throws IOException {
        return Files.exists(everything)
                ? Files.readString(everything, StandardCharsets.ISO_8859_1)
                : "";
    }
}
