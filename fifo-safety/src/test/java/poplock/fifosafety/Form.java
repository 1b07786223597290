package poplock.fifosafety;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The two forms in which fifo-safety is built. */
enum Form {
    JAR, NATIVE;

    /** The command that runs it, after the command that starts it. */
    List<String> command(List<String> before, List<String> arguments) {
        Path program = Path.of("target", this == JAR ? "fifo-safety.jar" : "fifo-safety").toAbsolutePath();
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
