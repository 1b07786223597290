package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.commons.io.FileUtils;

/** A small Debian in a folder, with processes of its own, in which nothing is installed yet that has to do with us. */
final class Debian implements AutoCloseable {
    private final Box box;
    private final Path root;
    private Daemon holder;
    private List<String> namespaces;
    private String cgroup;

    /** What became of a command. */
    record Outcome(int exit, String output) {}

    /** @param name one that debian.sh knows */
    private Debian(Box box, String name) throws Exception {
        this.box = box;
        root = box.dir().resolve("debian");
        Path made = Component.PACKAGING.resolve("target").resolve(name);
        Box.run("sh", Component.ours("packaging/src/test/sh/debian.sh"), made.toString());
        Files.createDirectory(root);
        Box.run("tar", "-C", root.toString(), "-xf", made + ".tar");
    }

    /** One without an init, with programs that supervise others. */
    static Debian bare(Box box) throws Exception {
        var debian = new Debian(box, "debian");
        // A host that init has booted allows a package to start its daemons; in a bare folder invoke-rc.d asks this.
        Path policy = Files.writeString(debian.path("/usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Its first process is a shell, which buries daemons that have ended, as init would.
        debian.holder = box.start("debian", Component.installed("/usr/bin/unshare", "util-linux"), "--mount",
                "--pid", "--fork", "--kill-child", "sh", "-c",
                "mount -t proc proc \"$0/proc\" && touch \"$0/run/up\" && while sleep 0.2; do :; done",
                debian.root.toString());
        box.until("the small Debian", () -> Files.exists(debian.path("/run/up")));
        Files.delete(debian.path("/run/up"));
        debian.namespaces = List.of("--mount", "--pid");
        return debian;
    }

    /** One with systemd as its first process, rsyslog, sudo, syslog-ng's libraries and what an SMTP host has. */
    static Debian booted(Box box) throws Exception {
        var debian = new Debian(box, "debian-systemd");
        Files.writeString(debian.path("/etc/hostname"), "mx\n");
        debian.namespaces = List.of("--mount", "--pid", "--cgroup", "--uts", "--ipc", "--net", "--root",
                "--wd");
        debian.cgroup = box.dir().getFileName().toString();
        debian.holder = box.start("debian", "sh", Component.ours("packaging/src/test/sh/boot.sh"),
                debian.root.toString(), debian.cgroup);
        box.until(debian.holder, "systemd", () -> debian.first().isPresent()
                && debian.outcome("systemctl is-system-running --wait").output().equals("running\n"));
        return debian;
    }

    /** A file in it. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** The number of its first process; what the holder starts before it becomes unshare(1) is none. */
    private Optional<Long> first() {
        ProcessHandle parent = ProcessHandle.of(holder.pid()).orElseThrow();
        return parent.info().command().filter(each -> each.endsWith("/unshare"))
                .flatMap(each -> parent.children().findFirst()).map(ProcessHandle::pid);
    }

    /** The command that runs a shell's command line in it, as root. */
    List<String> inside(String commandLine) {
        List<String> whole = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(first().orElseThrow())));
        whole.addAll(namespaces);
        if (cgroup == null) {
            whole.addAll(List.of("chroot", root.toString()));
        }
        whole.addAll(List.of("env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", commandLine));
        return whole;
    }

    /** Runs a command line to its end; the output of a daemon that it leaves behind is not waited for. */
    Outcome outcome(String commandLine) throws IOException, InterruptedException {
        Path output = Files.createTempFile(box.dir(), "command", ".out");
        Process process = new ProcessBuilder(new ArrayList<>(inside(commandLine))).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(output.toFile()).start();
        int exit = process.waitFor();
        return new Outcome(exit, Files.readString(output));
    }

    /** Runs a command line that must succeed. */
    String run(String commandLine) throws IOException, InterruptedException {
        Outcome outcome = outcome(commandLine);
        if (outcome.exit() != 0) {
            throw new AssertionError(commandLine + ": exit " + outcome.exit() + "\n" + outcome.output());
        }
        return outcome.output();
    }

    boolean succeeds(String commandLine) throws IOException, InterruptedException {
        return outcome(commandLine).exit() == 0;
    }

    /** Watches that its FIFO never stands without a reader, until /run/upgraded is there. */
    Daemon watchFifo() throws Exception {
        FileUtils.copyFileToDirectory(new File(Component.ours("packaging/src/test/perl/watch.pl")),
                path("/root").toFile());
        Daemon watch = box.start("watch",
                inside("exec perl /root/watch.pl /var/smtp-poplock/fifo /run/upgraded"));
        box.until(watch, "the watch", () -> watch.output().contains("watching"));
        return watch;
    }

    /** Installs the package, or says why not. */
    Outcome install() throws Exception {
        try (var built = Files.newDirectoryStream(Component.PACKAGING.resolve("target"),
                "smtp-poplock_*.deb")) {
            for (Path deb : built) {
                Files.copy(deb, path("/root/smtp-poplock.deb"), StandardCopyOption.REPLACE_EXISTING);
                return outcome(
                        "dpkg -i --force-confold /root/smtp-poplock.deb; rc=$?; rm /root/smtp-poplock.deb; exit $rc");
            }
        }
        throw new AssertionError("no package in packaging/target: run mvn package");
    }

    @Override
    public void close() {
        holder.close();
        if (cgroup != null) {
            try {
                Box.run("sh", Component.ours("packaging/src/test/sh/boot.sh"), "--clean", cgroup);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
