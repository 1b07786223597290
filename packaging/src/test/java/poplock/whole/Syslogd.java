package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The system loggers, each writing what comes to the box's log socket into a FIFO. */
enum Syslogd {
    RSYSLOG(true) {
        @Override
        Daemon start(Box box, Path fifo) throws Exception {
            new Rsyslog(box, Rsyslog.into(fifo));
            return null;
        }
    },
    SYSLOG_NG(true) {
        @Override
        Daemon start(Box box, Path fifo) throws Exception {
            Path folder = box.dir().resolve("syslog-ng");
            Path configuration = box.write("syslog-ng/conf", """
                    @version: 3.38
                    options { flush_lines(0); stats_freq(0); create_dirs(no); keep_hostname(yes); };
                    source s { unix-dgram("%s" perm(0666) flags(no-multi-line)); };
                    destination d { pipe("%s"); };
                    log { source(s); destination(d); };
                    """.formatted(box.log(), fifo));
            String libraries = Component.unpacked("syslog-ng-core", "usr/lib/syslog-ng");
            return box.start("syslog-ng", "env", "LD_LIBRARY_PATH=" + libraries,
                    Component.unpacked("syslog-ng-core", "usr/sbin/syslog-ng"), "-F", "--no-caps",
                    "--module-path=" + libraries + "/3.38", "-f", configuration.toString(),
                    "-R", folder.resolve("persist").toString(), "-p", folder.resolve("pid").toString(),
                    "-c", folder.resolve("ctl").toString());
        }
    },
    INETUTILS(false) {
        @Override
        Daemon start(Box box, Path fifo) throws Exception {
            Path configuration = box.write("inetutils/conf", "*.*\t|" + fifo + "\n");
            Path more = Files.createDirectory(configuration.resolveSibling("conf.d"));
            return box.start("inetutils", Component.unpacked("inetutils-syslogd", "usr/sbin/syslogd"),
                    "--no-detach", "--no-klog", "-m", "0", "-f", configuration.toString(), "-D",
                    more.toString(),
                    "-P", configuration.resolveSibling("pid").toString(), "-p", box.log().toString());
        }
    },
    BUSYBOX(false) {
        @Override
        Daemon start(Box box, Path fifo) throws Exception {
            return box.start("busybox",
                    box.inside(Component.installed("/bin/busybox", "busybox"), "syslogd", "-n",
                            "-O", fifo.toString()));
        }
    },
    SOCKLOG(true) {
        @Override
        Daemon start(Box box, Path fifo) throws Exception {
            return box.start("socklog", List.of("sh", "-c", "exec \"$0\" unix \"$1\" >\"$2\"",
                    Component.installed("/usr/sbin/socklog", "socklog"), box.log().toString(),
                    fifo.toString()));
        }
    };

    /** Whether it keeps, or leaves with its sender, what does not fit into the FIFO; the others throw it away. */
    final boolean keeps;

    Syslogd(boolean keeps) {
        this.keeps = keeps;
    }

    /** Starts it; its socket is not there at once. */
    abstract Daemon start(Box box, Path fifo) throws Exception;
}
