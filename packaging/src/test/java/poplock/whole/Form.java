package poplock.whole;

import java.nio.file.Path;
import java.util.List;

/** The two forms in which relaylock and fifo-safety are built. */
enum Form {
    JAR, NATIVE;

    /** The command that runs a program of ours in this form. */
    List<String> command(String program) {
        return this == JAR ? jar(program) : List.of(Component.ours(program + "/target/" + program));
    }

    /** The command that runs a program of ours on the Java of this test. */
    static List<String> jar(String program) {
        return List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar",
                Component.ours(program + "/target/" + program + ".jar"));
    }
}
