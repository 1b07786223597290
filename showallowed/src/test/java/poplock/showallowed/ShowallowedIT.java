package poplock.showallowed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Both forms, as an administrator runs them. */
@ParameterizedClass
@MethodSource("forms")
class ShowallowedIT {
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;
    @Parameter
    private Path program;
    private final List<String> before = new ArrayList<>();
    private long now;

    /** What a run left behind. */
    private record Run(int exit, String out, String err) {}

    /** The native executable is left out only where the build leaves it out. */
    static Stream<Path> forms() {
        String executable = System.getProperty("native.executable", "");
        Path jar = Path.of("target", "showallowed.jar").toAbsolutePath();
        return executable.isEmpty() ? Stream.of(jar) : Stream.of(jar, Path.of(executable));
    }

    @BeforeEach
    void write() throws IOException {
        now = System.currentTimeMillis() / 1_000;
        Files.writeString(folder.resolve("conf"),
                "dbfile = db\nexpiry = 1h\ndeny = 192.0.2.9\n");
        Files.writeString(folder.resolve("db"),
                "192.0.2.7 " + (now - 60) + "\n192.0.2.8 " + (now - 9_000) + "\n192.0.2.9 " + now + "\n");
    }

    private Run run(String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(before);
        if (program.toString().endsWith(".jar")) {
            command.addAll(List.of(JAVA, "-jar"));
        }
        command.add(program.toString());
        command.addAll(List.of(args));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SMTP_POPLOCK_CONFIG", folder.resolve("conf").toString());
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "showallowed does not end");
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void listsTheDatabaseOfTheConfigurationInTheEnvironment() throws Exception {
        assertEquals(new Run(0, "192.0.2.7 " + (now - 60) + "\n", ""), run("--format", "plain"));
        Run table = run();
        assertTrue(table.out().matches(
                "ADDRESS    LOGIN +AGE +LEFT\n192\\.0\\.2\\.7  20[0-9-]{8}T[0-9:]{8}Z +1m( [0-9]+s)? +5[89]m( [0-9]+s)?\n"),
                table.out());
        assertEquals(0, table.exit());
        assertEquals(4, run("--all").out().lines().count());
    }

    @Test
    void theExitStatusAnswers() throws Exception {
        assertEquals(0, run("192.0.2.7").exit());
        assertEquals(1, run("192.0.2.7", "192.0.2.8").exit());
        assertEquals(new Run(1,
                "192.0.2.9 is not allowed: deny = 192.0.2.9; a RELAYCLIENT of tcp.smtp stands all the same\n",
                ""), run("192.0.2.9"));
    }

    @Test
    void saysItsVersionAndHelp() throws Exception {
        assertEquals(new Run(0, "showallowed 3.0.0\n", ""), run("--version"));
        assertEquals(new Run(0, "showallowed 3.0.0\n", ""), run("-V"));
        assertTrue(run("-h").out().startsWith("Usage: showallowed "));
    }

    @Test
    void wrongUsageAndConfigurationEndWith100() throws Exception {
        assertEquals(
                new Run(100, "",
                        "showallowed: fatal: unknown option --frobnicate; try 'showallowed --help'\n"),
                run("--frobnicate"));
        assertEquals(
                new Run(100, "", "showallowed: fatal: 'x' is not an address; try 'showallowed --help'\n"),
                run("x"));
        assertEquals(
                new Run(100, "", "showallowed: fatal: unable to read " + folder + "/none: no such file\n"),
                run("-c", folder + "/none"));
        Files.writeString(folder.resolve("conf"), "deny = everybody\n");
        assertEquals(new Run(100, "",
                "showallowed: fatal: " + folder
                        + "/conf:1: deny: 'everybody' is not an address or network\n"),
                run());
    }

    @Test
    void aMissingDatabaseAllowsNobody() throws Exception {
        Files.delete(folder.resolve("db"));
        assertEquals(new Run(0, "No host is allowed.\n", ""), run());
        assertEquals(new Run(1, "192.0.2.7 is not allowed: no login\n", ""), run("192.0.2.7"));
    }

    @Test
    void aGarbledDatabaseIsShownAsFarAsItCanBeRead() throws Exception {
        Files.writeString(folder.resolve("db"), "192.0.2.7 " + now + "\n\0\0\0\n");
        assertEquals(new Run(111, "192.0.2.7 " + now + "\n",
                "showallowed: warning: " + folder + "/db:2: no entry\n"), run("-f", "plain"));
    }

    /** root may read anything, so root asks as another user. */
    @Test
    void whatMayNotBeReadIsNamed() throws Exception {
        becomeAnotherUser();
        Path database = folder.resolve("db");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("---------"));
        String why = "showallowed: fatal: unable to read " + database + ": permission denied\n";
        assertEquals(new Run(111, "", why), run());
        assertEquals(new Run(111, "", why), run("192.0.2.7"));
        Path conf = folder.resolve("conf");
        Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("---------"));
        assertEquals(new Run(100, "", "showallowed: fatal: unable to read " + conf + ": permission denied\n"),
                run());
    }

    @Test
    void anOrdinaryUserSeesWhoMayRelay() throws Exception {
        becomeAnotherUser();
        assertEquals(0, run("192.0.2.7").exit());
    }

    private void becomeAnotherUser() throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return;
        }
        program = Files.copy(program, folder.resolve(program.getFileName()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        before.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }

    @Test
    void aFullDiskIsNamed() throws Exception {
        before.addAll(List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"));
        assertEquals(new Run(111, "",
                "showallowed: fatal: unable to write to standard output: no space left on the disk\n"),
                run());
    }

    @Test
    void statusSeesReadlogsLockFromAnotherProcess() throws Exception {
        Files.writeString(folder.resolve("db.metrics"),
                "smtp_poplock_metrics_timestamp_seconds " + now + "\n");
        Path lock = Files.createFile(folder.resolve("db.lock"));
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();
            Run held = run("--status");
            assertTrue(held.out().startsWith("readlog is running.\n"), held.out() + held.err());
            assertEquals(0, held.exit());
        }
        Run free = run("--status");
        assertTrue(free.out().startsWith("readlog is not running: nobody holds"), free.out() + free.err());
        assertEquals(1, free.exit());
    }

    /** A hundred thousand entries, in any order of time, within a second or so and a small heap. */
    @Test
    void aLargeDatabaseIsSorted() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 100_000; i++) {
            lines.add("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + " "
                    + (now - i * 7_919L % 3_000));
        }
        lines.sort(null);
        Files.writeString(folder.resolve("db"), String.join("\n", lines) + "\n");
        before.addAll(List.of("env", "JDK_JAVA_OPTIONS=-Xmx64m"));
        List<String> shown = run("-f", "plain").out().lines().toList();
        assertEquals(100_000, shown.size());
        long last = Long.MAX_VALUE;
        for (String line : shown) {
            long time = Long.parseLong(line.substring(line.indexOf(' ') + 1));
            assertTrue(time <= last, line);
            last = time;
        }
    }
}
