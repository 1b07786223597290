package poplock.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.apache.commons.io.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A test's own little machine: a folder, and the programs that run in it. Those started {@linkplain #inside inside} see
 * its /etc, /run, /var/lib, /var/mail and /dev/log in place of the real ones, so that tests neither meet each other nor change
 * the machine.
 */
final class Box implements AutoCloseable {
    /** The account that every mail server knows. */
    static final String USER = "tester";
    static final String PASSWORD = "right-one";

    private static final Logger LOG = LoggerFactory.getLogger(Box.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LINES_SHOWN = 20;
    /** Between two looks, in nanoseconds. Many looks start programs: what is waited for needs the processor more than they. */
    private static final long PAUSE = 5_000_000;
    private static final long LONGEST_PAUSE = 200_000_000;

    private final Path dir;
    private final Deque<Daemon> daemons = new ArrayDeque<>();
    private final Deque<Network> networks = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::stopAll);

    Box() throws IOException, InterruptedException {
        dir = Files.createTempDirectory("poplock-whole-");
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
        Runtime.getRuntime().addShutdownHook(atExit);
        for (String folder : List.of("run", "run/lock", "dev", "lib", "mail", "home")) {
            Files.createDirectory(dir.resolve(folder));
        }
        run("cp", "-a", "/etc", dir.resolve("etc").toString());
        write("etc/hosts",
                Ports.loopback().stream().map(each -> each + " localhost\n").collect(Collectors.joining()));
        run("chmod", "1777", dir.resolve("mail").toString());
    }

    Path dir() {
        return dir;
    }

    /** The socket that /dev/log leads to, for a logger to make. */
    Path log() {
        return dir.resolve("log");
    }

    /** Writes a file in the folder, readable by all. */
    Path write(String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Makes a FIFO in the folder. */
    Path fifo(String name) throws IOException, InterruptedException {
        Path fifo = dir.resolve(name);
        Files.createDirectories(fifo.getParent());
        run("mkfifo", "-m", "600", fifo.toString());
        return fifo;
    }

    /** Makes {@link #USER} an account of the box, with a mailbox, and gives PAM a service of the server's. */
    void account(String pamService) throws IOException, InterruptedException {
        Path home = dir.resolve("home").resolve(USER);
        if (!Files.exists(home)) {
            Files.createDirectory(home);
            append("etc/passwd", USER + ":x:40001:40001::" + home + ":/bin/sh\n");
            append("etc/group", USER + ":x:40001:\n");
            append("etc/shadow",
                    USER + ":" + run("openssl", "passwd", "-6", PASSWORD).strip() + ":1::::::\n");
            Files.createFile(dir.resolve("mail").resolve(USER));
            run("chown", "-R", "40001:40001", home.toString(), dir.resolve("mail").resolve(USER).toString());
        }
        write("etc/pam.d/" + pamService,
                "auth required pam_unix.so nodelay\naccount required pam_unix.so\nsession required pam_permit.so\n");
    }

    /** Makes an account that a daemon runs as. */
    void systemAccount(String name, int id) throws IOException {
        append("etc/passwd", name + ":x:" + id + ":" + id + "::/nonexistent:/usr/sbin/nologin\n");
        append("etc/group", name + ":x:" + id + ":\n");
    }

    private void append(String name, String line) throws IOException {
        Files.writeString(dir.resolve(name), line, StandardOpenOption.APPEND);
    }

    /** Runs a command to its end; anything but success is a failure. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = IOUtils.toString(process.getInputStream(), StandardCharsets.UTF_8);
        LOG.debug("{}: exit {}", String.join(" ", command), process.waitFor());
        if (process.waitFor() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + ": exit " + process.exitValue() + "\n" + output);
        }
        return output;
    }

    /** Starts a program as it is. */
    Daemon start(String name, List<String> command) {
        Daemon daemon = new Daemon(name, dir.resolve(name + ".out"), new ProcessBuilder(command));
        daemons.push(daemon);
        return daemon;
    }

    Daemon start(String name, String... command) {
        return start(name, List.of(command));
    }

    /** The command that runs another one inside, in a PID namespace: all that it forks dies with it. */
    List<String> inside(String... command) {
        return inside(List.of("--pid", "--fork", "--kill-child", "--mount-proc"), command);
    }

    /** The same for a logger that looks at the processes that log, and therefore must see them. */
    List<String> insideSeeingAll(String... command) {
        return inside(List.of(), command);
    }

    private List<String> inside(List<String> options, String... command) {
        List<String> whole = new ArrayList<>(
                List.of(Component.installed("/usr/bin/unshare", "util-linux"), "--mount"));
        whole.addAll(options);
        whole.addAll(List.of("sh", Component.ours("packaging/src/test/sh/box.sh"), dir.toString()));
        whole.addAll(List.of(command));
        return whole;
    }

    /** Logs a message by logger(1), which is syslog(3) of a process inside. */
    void logger(String tag, String message) throws IOException, InterruptedException {
        run(inside("logger", "-p", "mail.info", "-t", tag, "--", message).toArray(String[]::new));
    }

    /** Waits for a condition; in its message, a failure says what the programs printed. */
    void until(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            long waited = System.nanoTime() - start;
            if (waited > PATIENCE.toNanos()) {
                throw new AssertionError(
                        "not within " + PATIENCE.toSeconds() + " s: " + what + "\n" + evidence());
            }
            // No later than a tenth of the time that it has taken anyway.
            Thread.sleep(Duration.ofNanos(Math.clamp(waited / 10, PAUSE, LONGEST_PAUSE)));
        }
    }

    /** Waits for a condition that a program brings about; its end is a failure. */
    void until(Daemon daemon, String what, Callable<Boolean> condition) throws Exception {
        until(what, () -> {
            if (!daemon.alive()) {
                throw new AssertionError("ended before " + what + ": " + daemon);
            }
            return condition.call();
        });
    }

    /** Waits until something listens on all loopback addresses. */
    void listening(Daemon daemon, int port) throws Exception {
        for (String address : Ports.loopback()) {
            until(daemon, "a listener on " + address + ":" + port, () -> Ports.open(address, port));
        }
    }

    /** What the programs printed, and the last lines of the log. */
    String evidence() throws IOException {
        Path log = dir.resolve(Rsyslog.EVERYTHING);
        List<String> lines = Files.exists(log)
                ? Files.readAllLines(log, StandardCharsets.ISO_8859_1)
                : List.of();
        return daemons.stream().map(Daemon::toString).collect(Collectors.joining("\n")) + "\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** Makes another host. */
    Network network() throws IOException, InterruptedException {
        Network network = new Network();
        networks.push(network);
        return network;
    }

    private void stopAll() {
        daemons.forEach(Daemon::close);
        networks.forEach(Network::close);
    }

    /** Kills what runs and removes the folder. */
    @Override
    public void close() {
        stopAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
        try {
            // commons-io's deletion opens each file to make it writable, and waits for ever for a FIFO's writer.
            run("rm", "-rf", dir.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
