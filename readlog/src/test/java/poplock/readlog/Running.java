package poplock.readlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import poplock.process.ProcessLog;

/**
 * readlog at work, as an administrator runs it: the jar, or with {@code -Dreadlog.form=native} the native executable. For
 * tests.
 */
final class Running implements AutoCloseable {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final boolean IS_NATIVE = System.getProperty("readlog.form", "jar").equals("native");
    static final Path PROGRAM = Path.of("target", IS_NATIVE ? "readlog" : "readlog.jar").toAbsolutePath();

    private final Process process;
    private final Path errors;

    private Running(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** The command line, with the options that make a JVM start quickly. */
    static List<String> command(String... arguments) {
        return command(PROGRAM, arguments);
    }

    /** The same, with a copy of the program: some users may not read the one that was built. */
    static List<String> command(Path program, String... arguments) {
        var command = new ArrayList<>(IS_NATIVE
                ? List.of(program.toString())
                : List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                        "-XX:-UsePerfData", "-Xmx64m", "-jar", program.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it; what it says on standard error goes to the file {@code errors} in the folder, behind what is there. */
    static Running start(Path folder, String... arguments) throws IOException {
        return start(folder, command(arguments));
    }

    static Running start(Path folder, List<String> command) throws IOException {
        Path errors = folder.resolve("errors");
        var builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output").toFile()));
        Process process = builder.start();
        ProcessLog.follow("readlog", command, process);
        return new Running(process, errors);
    }

    /** Waits until it follows its sources. */
    Running ready() {
        return ready(1);
    }

    /** @param times how often a readlog of this folder has become ready */
    Running ready(int times) {
        Wait.until("readlog is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("readlog has ended: " + errors());
            }
            return errors().lines().filter(line -> line.startsWith("readlog: following")).count() >= times;
        });
        return this;
    }

    long pid() {
        return process.pid();
    }

    Process process() {
        return process;
    }

    String errors() throws IOException {
        return Files.exists(errors) ? Files.readString(errors, StandardCharsets.ISO_8859_1) : "";
    }

    /** What its descriptors lead to; one that is closed meanwhile is left out. */
    List<Path> openFiles() throws IOException {
        var files = new ArrayList<Path>();
        try (var open = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "fd"))) {
            for (Path each : open) {
                try {
                    files.add(Files.readSymbolicLink(each));
                } catch (NoSuchFileException e) {
                    // closed since the folder was read
                }
            }
        }
        return files;
    }

    boolean holds(Path file) throws IOException {
        return openFiles().contains(file);
    }

    /** Sends a signal by its name. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + ": status " + status);
        }
    }

    /** Waits for its end. */
    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("readlog does not end");
        }
        return process.exitValue();
    }

    /** TERM, and its exit status. */
    int stop() throws IOException, InterruptedException {
        signal("TERM");
        return exit();
    }

    /** kill -9. */
    @Override
    public void close() {
        process.destroyForcibly();
        Wait.until("the end of readlog", () -> !process.isAlive());
    }
}
