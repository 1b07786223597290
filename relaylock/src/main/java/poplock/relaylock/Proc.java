package poplock.relaylock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What /proc/self tells of how this process was started, and Java does not. */
final class Proc {
    private static final Path SELF = Path.of("/proc/self");

    private Proc() {}

    /**
     * The bytes of the arguments, as ISO-8859-1.
     *
     * @param decoded the arguments as the JVM decoded them: the last ones of its command line
     */
    static String[] arguments(String[] decoded) {
        String line = read("cmdline");
        String[] raw = decoded.clone();
        int end = line.length() - 1;
        for (int i = raw.length - 1; i >= 0 && end >= 0; i--) {
            int start = line.lastIndexOf('\0', end - 1) + 1;
            raw[i] = line.substring(start, end);
            end = start - 1;
        }
        return raw;
    }

    /**
     * The signals that were blocked at the start, one bit each. The thread that started the JVM, which gives /proc/self
     * its name, only waits for the others: unlike theirs its mask is still the first one.
     */
    static long signalMask() {
        for (String line : read("status").split("\n")) {
            if (line.startsWith("SigBlk:")) {
                return Long.parseUnsignedLong(line.substring(7).strip(), 16);
            }
        }
        return 0;
    }

    /** The descriptors of the files that the JVM has opened for itself: the jar, the JDK's own. */
    static List<Integer> ownDescriptors() {
        var own = new ArrayList<Integer>();
        String[] names = SELF.resolve("fd").toFile().list();
        for (String name : names == null ? new String[0] : names) {
            try {
                if (isOwn(Files.readSymbolicLink(SELF.resolve("fd").resolve(name)).toString())) {
                    own.add(Integer.parseInt(name));
                }
            } catch (IOException e) {
                // The descriptor of the folder's listing itself, closed by now.
                continue;
            }
        }
        return own;
    }

    private static boolean isOwn(String file) throws IOException {
        return file.startsWith(real("java.home") + "/") || file.startsWith("/tmp/hsperfdata_")
                || file.equals(real("java.class.path"));
    }

    /** The file that a system property names, as the kernel names open files. */
    private static String real(String property) throws IOException {
        return Path.of(System.getProperty(property)).toRealPath().toString();
    }

    private static String read(String name) {
        try {
            return new String(Files.readAllBytes(SELF.resolve(name)), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
