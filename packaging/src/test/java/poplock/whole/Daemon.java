package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import poplock.process.ProcessLog;

/** A program that runs until it is told to stop; what it prints goes to a file. */
final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final long SECONDS_TO_STOP = 10;

    private final String name;
    private final Path output;
    private final Process process;

    Daemon(String name, Path output, ProcessBuilder builder) {
        this.name = name;
        this.output = output;
        try {
            process = builder.redirectInput(new File("/dev/null")).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProcessLog.follow(name, builder.command(), process);
    }

    /** What it printed so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Exit status; waits for the end. */
    int exit() throws InterruptedException {
        if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            throw new AssertionError(this + " goes on running");
        }
        return process.exitValue();
    }

    /** How many processes it has below it. */
    long children() {
        return process.descendants().count();
    }

    /** Whether it or one of its children holds a file open. */
    boolean holds(Path file) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .anyMatch(each -> holds(each.pid(), file));
    }

    private static boolean holds(long pid, Path file) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.anyMatch(each -> file.equals(target(each)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return link;
        }
    }

    /** Sends a signal, by name, to the program itself: the last of the chain that started it. */
    void signal(String signal) throws IOException, InterruptedException {
        LOG.info("{}: signal {}", name, signal);
        new ProcessBuilder("kill", "-s", signal, Long.toString(target())).inheritIO().start().waitFor();
    }

    /** Whether all of its threads have: on a busy machine one may run on for a while after the signal. */
    boolean hasStopped() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(target()), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("stat")).contains(") T ")) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false; // a thread has ended meanwhile: not all were stopped
        }
        return true;
    }

    private long target() {
        ProcessHandle target = process.toHandle();
        while (target.info().command().filter(each -> each.endsWith("/unshare") || each.endsWith("sh"))
                .isPresent()
                && target.children().findFirst().isPresent()) {
            target = target.children().findFirst().get();
        }
        return target.pid();
    }

    /** TERM, and waits for the end. */
    int stop() throws InterruptedException {
        LOG.info("{}: is told to stop", name);
        process.destroy();
        return exit();
    }

    /** KILL, and waits for the end of it and all its children. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        if (alive()) {
            LOG.info("{}: is killed", name);
        }
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().orTimeout(SECONDS_TO_STOP, TimeUnit.SECONDS).join());
    }

    @Override
    public String toString() {
        return name + " (" + (alive() ? "running" : "exit " + process.exitValue()) + "), which printed:\n"
                + output();
    }
}
