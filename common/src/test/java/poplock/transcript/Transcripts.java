package poplock.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs transcripts: those of a program, in its src/test/resources/transcripts, and those that hold for every program, which are
 * here. Each is a case for the shell, in a folder of its own, after a prelude.sh if there is one beside it. $PROGRAM is the
 * command that runs the program, and so is its name in capitals; $JAR is the jar's.
 */
public final class Transcripts {
    private static final Path OWN = Path.of("src/test/resources/transcripts").toAbsolutePath();
    private static final String EVERY = "/transcripts/every/";
    private static final String PRELUDE = "prelude.sh";
    private static final int DEADLINE_SECONDS = 60;
    /** Whether the native executable is of another processor, as packaging/cross.sh builds it. */
    private static final boolean EMULATED = Boolean.getBoolean("native.emulated");

    private final String program;
    private final String jar;
    private final Path temporary;
    private final Map<String, String> environment = new HashMap<>();
    private int folders;

    /**
     * @param program its name
     * @param temporary a folder for the cases'
     * @param javaOptions what the launcher gives to the JVM
     */
    public Transcripts(String program, Path temporary, String... javaOptions) {
        this.program = program;
        this.temporary = temporary;
        jar = System.getProperty("java.home") + "/bin/java " + String.join(" ", javaOptions) + " -jar "
                + Path.of("target", program + ".jar").toAbsolutePath();
    }

    /** Gives all cases a variable. */
    public Transcripts with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Those of the program, with its jar. */
    public Stream<DynamicContainer> jar() throws IOException {
        return own(OWN, jar, false);
    }

    /** Those of the program, with its native executable; none only where the build leaves that out. */
    public Stream<DynamicContainer> nativeExecutable() throws IOException {
        String executable = System.getProperty("native.executable", "");
        return executable.isEmpty() ? Stream.empty() : own(OWN, executable, true);
    }

    /** Those of a folder below the program's, with another executable. */
    public Stream<DynamicContainer> of(String folder, String executable) throws IOException {
        return own(OWN.resolve(folder), executable, true);
    }

    /** One file of those that hold for every program, with the jar and the native executable. */
    public Stream<DynamicContainer> every(String file) throws IOException {
        Path prelude = temporary.resolve(PRELUDE);
        Files.write(prelude, resource(PRELUDE));
        String text = new String(resource(file), StandardCharsets.ISO_8859_1);
        var forms = new ArrayList<DynamicContainer>();
        forms.add(container("jar", text, prelude, jar, false));
        String executable = System.getProperty("native.executable", "");
        if (!executable.isEmpty()) {
            forms.add(container("native", text, prelude, executable, true));
        }
        return forms.stream();
    }

    private static byte[] resource(String name) throws IOException {
        return IOUtils.resourceToByteArray(EVERY + name);
    }

    private Stream<DynamicContainer> own(Path folder, String command, boolean nativeToo) throws IOException {
        List<DynamicContainer> files = new ArrayList<>();
        for (String file : folder.toFile().list((where, name) -> name.endsWith(".txt"))) {
            String text = Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
            files.add(container(file, text, OWN.resolve(PRELUDE), command, nativeToo));
        }
        assertTrue(!files.isEmpty(), "no transcripts in " + folder);
        return files.stream();
    }

    private DynamicContainer container(String name, String text, Path prelude, String command,
            boolean nativeToo) {
        return DynamicContainer.dynamicContainer(name,
                Transcript.parse(text, program).stream()
                        .filter(one -> nativeToo ? one.emulable() || !EMULATED : !one.nativeOnly())
                        .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one, prelude, command))));
    }

    private void check(Transcript transcript, Path prelude, String command) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("case" + folders++));
        Path script = folder.resolve("script");
        Files.writeString(script, (Files.exists(prelude) ? ". " + prelude + "\n" : "") + transcript.script(),
                StandardCharsets.ISO_8859_1);
        var builder = new ProcessBuilder("sh", script.toString()).directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("JAR", jar);
        builder.environment().put("PROGRAM", command);
        builder.environment().put(program.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), command);
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
