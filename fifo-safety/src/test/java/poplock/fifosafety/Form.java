package poplock.fifosafety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The forms in which fifo-safety is built. */
enum Form {
    JAR("fifo-safety.jar"), NATIVE("fifo-safety"),
    /** Native, and memory that is given back is overwritten: whoever still used it would do something else. */
    SPOILED("spoiled/fifo-safety");

    private final String place;

    Form(String place) {
        this.place = place;
    }

    /** The command that runs it, after the command that starts it. */
    List<String> command(List<String> before, List<String> arguments) throws Exception {
        Path program = Path.of("target", place).toAbsolutePath();
        if (this == SPOILED && !Files.exists(program)) {
            Files.createDirectories(program.getParent());
            Scene.run("sh", "../packaging/native.sh", "target/c", program.toString(), "-DNATIVE_SPOIL=1");
        }
        if (!Files.exists(program)) {
            throw new AssertionError("no " + program + ": run mvn package, without -DskipNative");
        }
        var command = new ArrayList<>(before);
        if (this == JAR) {
            command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }
}
