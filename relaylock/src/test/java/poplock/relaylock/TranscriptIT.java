package poplock.relaylock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Runs each transcript with the jar and with the native executable: they are one program. */
class TranscriptIT {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts").toAbsolutePath();
    private static final int DEADLINE_SECONDS = 60;
    private static final int MILLION = 1_000_000;
    /** As the launcher starts it. */
    private static final String JAR = System.getProperty("java.home")
            + "/bin/java -XX:+UseSerialGC -Xmx16m -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:-MaxFDLimit -jar "
            + Path.of("target/relaylock.jar").toAbsolutePath();

    @TempDir
    private static Path temporary;

    private static int folders;

    @BeforeAll
    static void writeMillionEntries() throws IOException {
        String[] lines = new String[MILLION];
        for (int i = 0; i < MILLION; i++) {
            lines[i] = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + " 4102444800\n";
        }
        Arrays.sort(lines);
        Files.writeString(temporary.resolve("million"), String.join("", lines), StandardCharsets.ISO_8859_1);
    }

    @TestFactory
    Stream<DynamicContainer> jar() throws IOException {
        return files(FOLDER, JAR, false);
    }

    /** Left out with -DskipNative only. */
    @TestFactory
    Stream<DynamicContainer> nativeExecutable() throws IOException {
        return isNative()
                ? files(FOLDER, Path.of("target/relaylock").toAbsolutePath().toString(), true)
                : Stream.empty();
    }

    /** Built from the same generated C, with functions of the C library that break on purpose. */
    @TestFactory
    Stream<DynamicContainer> nativeExecutableThatBreaks() throws Exception {
        return isNative()
                ? files(FOLDER.resolve("broken"),
                        build("broken", "break.c", "-Dgetenv=break_getenv", "-Dsetenv=break_setenv"), true)
                : Stream.empty();
    }

    /** TeaVM's collector is not trusted with anybody's mail: here the first collection is the end, and there is none. */
    @TestFactory
    Stream<DynamicContainer> nativeExecutableWithoutCollections() throws Exception {
        return isNative()
                ? files(FOLDER,
                        build("collecting", "collection.c", "-DTEAVM_GC_STATS=1",
                                "-Dteavm_printWString=collection_reported"),
                        true)
                : Stream.empty();
    }

    private static boolean isNative() {
        return !System.getProperty("native.executable", "").isEmpty();
    }

    private static String build(String folder, String source, String... flags) throws Exception {
        Path output = Files.createDirectories(Path.of("target", folder)).resolve("relaylock")
                .toAbsolutePath();
        var command = new ArrayList<>(List.of("sh", "../packaging/native.sh", "target/c", output.toString(),
                "../packaging/src/test/c/" + source));
        command.addAll(List.of(flags));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return output.toString();
    }

    private static Stream<DynamicContainer> files(Path where, String relaylock, boolean nativeToo)
            throws IOException {
        List<DynamicContainer> files = new ArrayList<>();
        for (String file : where.toFile().list((folder, name) -> name.endsWith(".txt"))) {
            String text = Files.readString(where.resolve(file), StandardCharsets.ISO_8859_1);
            files.add(DynamicContainer.dynamicContainer(file,
                    Transcript.parse(text).stream().filter(one -> nativeToo || !one.nativeOnly())
                            .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one, relaylock)))));
        }
        assertTrue(!files.isEmpty(), "no transcripts in " + where);
        return files.stream();
    }

    private static void check(Transcript transcript, String relaylock) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("case" + folders++));
        Path script = folder.resolve("script");
        Files.writeString(script, ". " + FOLDER.resolve("prelude.sh") + "\n" + transcript.script(),
                StandardCharsets.ISO_8859_1);
        var builder = new ProcessBuilder("sh", script.toString()).directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("RELAYLOCK", relaylock);
        builder.environment().put("MILLION", temporary.resolve("million").toString());
        Process shell = builder.start();
        shell.getOutputStream().close();
        boolean ended = shell.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
        shell.destroyForcibly();
        assertTrue(ended, "still running after " + DEADLINE_SECONDS + " s");
        assertEquals(transcript.expected(), new Transcript.Outcome(read(folder, "output"),
                read(folder, "errors"), shell.exitValue()));
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1)
                .replace(folder.toString(), "HERE");
    }
}
