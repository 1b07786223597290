package poplock.fifosafety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.io.FileUtils;
import poplock.process.ProcessLog;

/** A folder with a configuration and a FIFO, and the programs that run on them. */
final class Scene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Path dir;
    final Path fifo;
    final Path spool;
    final Path configuration;
    private final List<Process> processes = new ArrayList<>();

    Scene() throws IOException, InterruptedException {
        dir = Files.createTempDirectory("fifo-safety-");
        fifo = dir.resolve("fifo");
        spool = dir.resolve("spool");
        configuration = dir.resolve("smtp-poplock.conf");
        configure("spool = spool");
        makeFifo();
    }

    void configure(String... lines) throws IOException {
        Files.writeString(configuration,
                "dbfile = dbfile\nsource = fifo:" + fifo + "\n" + String.join("\n", lines) + "\n");
    }

    void makeFifo() throws IOException, InterruptedException {
        run("mkfifo", fifo.toString());
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": exit " + process.exitValue());
        }
    }

    /** Starts fifo-safety and waits until it holds the FIFO. */
    Process guard(Form form, String... options) throws Exception {
        return guard(form, List.of(), options);
    }

    /** The same, through another command, which becomes fifo-safety. */
    Process guard(Form form, List<String> before, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("-c", configuration.toString()));
        arguments.addAll(List.of(options));
        Process process = start("fifo-safety", form.command(before, arguments));
        until(process, "fifo-safety holds the FIFO", () -> holds(process, fifo));
        return process;
    }

    Process start(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve(name + ".out").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(dir.resolve(name + ".err").toFile())).start();
        processes.add(process);
        ProcessLog.follow(name, command, process);
        return process;
    }

    static boolean holds(Process process, Path file) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.anyMatch(each -> {
                try {
                    return Files.readSymbolicLink(each).equals(file);
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What a program wrote on standard error so far. */
    String errors(String name) throws IOException {
        return read(dir.resolve(name + ".err"));
    }

    static String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    /** A counter that fifo-safety keeps, 0 if it has not written any. */
    long counter(String name) throws IOException {
        return read(dir.resolve("dbfile.drained")).lines()
                .filter(line -> line.startsWith("smtp_poplock_fifo_" + name + "_total "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1))).sum();
    }

    void until(Process process, String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(
                        (process.isAlive() ? "not within " + PATIENCE : "ended") + ": " + what + "\n"
                                + errors("fifo-safety"));
            }
            Thread.sleep(5);
        }
    }

    static void signal(Process process, String signal) throws IOException, InterruptedException {
        run("kill", "-s", signal, Long.toString(process.pid()));
    }

    /** Ends a program by TERM. */
    static int stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("TERM did not end it");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
        FileUtils.deleteDirectory(dir.toFile());
    }
}
