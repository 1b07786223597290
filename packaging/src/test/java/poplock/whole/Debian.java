package poplock.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A small Debian in a folder, with processes of its own, in which nothing is installed yet that has to do with us. */
final class Debian implements AutoCloseable {
    private final Box box;
    private final Path root;
    private final Daemon holder;

    /** What became of a command. */
    record Outcome(int exit, String output) {}

    Debian(Box box) throws Exception {
        this.box = box;
        root = box.dir().resolve("debian");
        Box.run("sh", Component.ours("packaging/src/test/sh/debian.sh"));
        Files.createDirectory(root);
        Box.run("tar", "-C", root.toString(), "-xf", Component.ours("packaging/target/debian.tar"));
        // A host that init has booted allows a package to start its daemons; in a bare folder invoke-rc.d asks this.
        Path policy = Files.writeString(root.resolve("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
        // Its first process is a shell, which buries daemons that have ended, as init would.
        holder = box.start("debian", Component.installed("/usr/bin/unshare", "util-linux"), "--mount",
                "--pid",
                "--fork", "--kill-child", "sh", "-c",
                "mount -t proc proc \"$0/proc\" && touch \"$0/run/up\" && while sleep 0.2; do :; done",
                root.toString());
        box.until("the small Debian", () -> Files.exists(root.resolve("run/up")));
        Files.delete(root.resolve("run/up"));
    }

    /** A file in it. */
    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** The command that runs a shell's command line in it, as root. */
    List<String> inside(String commandLine) {
        String pid = Long.toString(
                ProcessHandle.of(holder.pid()).orElseThrow().children().findFirst().orElseThrow().pid());
        return List.of("nsenter", "--target", pid, "--mount", "--pid", "chroot", root.toString(), "env", "-i",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root",
                "LC_ALL=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive", "sh", "-c", commandLine);
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

    @Override
    public void close() {
        holder.close();
    }
}
