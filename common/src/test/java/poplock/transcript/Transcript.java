package poplock.transcript;

import java.util.ArrayList;
import java.util.List;

import poplock.program.Version;

/**
 * A case of the transcript suite. In its file:
 *
 * <pre>
 * == what is shown
 * $ a line for the shell
 * a line expected on standard output
 * ! a line expected on standard error
 * = the exit status expected, if not 0
 * </pre>
 *
 * In what is expected, PROGRAM is the program's name, VERSION the release and HERE the folder that the case runs in. A name that
 * ends in {@code [native: WHY]} is of a case that no JVM can run; one that ends in {@code [not emulated: WHY]} of a case that an
 * emulator of another processor cannot.
 */
record Transcript(String name, boolean nativeOnly, boolean emulable, String script, Outcome expected) {
    /** What a script did, bytes as ISO-8859-1. */
    record Outcome(String output, String errors, int status) {}

    static List<Transcript> parse(String text, String program) {
        var cases = new ArrayList<Transcript>();
        for (String part : text.split("(?m)^== ")) {
            if (!part.isBlank() && !part.startsWith("#")) {
                cases.add(one(part.lines().map(line -> filled(line, program)).toList()));
            }
        }
        return cases;
    }

    private static Transcript one(List<String> lines) {
        var script = new StringBuilder();
        var output = new StringBuilder();
        var errors = new StringBuilder();
        int status = 0;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("$ ")) {
                script.append(line, 2, line.length()).append('\n');
            } else if (line.startsWith("! ")) {
                errors.append(line, 2, line.length()).append('\n');
            } else if (line.startsWith("= ")) {
                status = Integer.parseInt(line.substring(2));
            } else if (!line.isEmpty()) {
                output.append(line).append('\n');
            }
        }
        String name = lines.getFirst();
        boolean nativeOnly = name.contains("[native: ");
        // What needs limits of memory or traces needs the processor itself, too.
        boolean emulable = !nativeOnly && !name.contains("[not emulated: ");
        return new Transcript(name, nativeOnly, emulable, script.toString(),
                new Outcome(output.toString(), errors.toString(), status));
    }

    private static String filled(String line, String program) {
        return line.startsWith("$ ")
                ? line
                : line.replace("PROGRAM", program).replace("VERSION", Version.RELEASE);
    }
}
