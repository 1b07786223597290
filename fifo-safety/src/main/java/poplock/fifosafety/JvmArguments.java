package poplock.fifosafety;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The arguments' bytes in the jar: the JVM decodes them through the locale, which may lose some. */
final class JvmArguments {
    private JvmArguments() {}

    /** @param decoded the arguments as the JVM has them: the last ones of its command line */
    static String[] bytes(String[] decoded) {
        String[] line = commandLine().split("\0", -1);
        int last = line.length - 1;
        String[] bytes = decoded.clone();
        if (last >= bytes.length) {
            System.arraycopy(line, last - bytes.length, bytes, 0, bytes.length);
        }
        return bytes;
    }

    private static String commandLine() {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
