package poplock.posix.jvm;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import poplock.posix.CString;
import poplock.posix.FileCalls;

/**
 * What /proc/self tells of how this process was started, and Java does not. Not read with java.io: when that closes a
 * file whose descriptor is 0, 1 or 2, for the program was given none, it leaves /dev/null open in its place.
 */
final class ProcSelf {
    private static final String SELF = "/proc/self/";
    private static final int BLOCK = 4096;
    private static final long FAULTS = 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 10;

    private ProcSelf() {}

    /**
     * The bytes of the arguments, as ISO-8859-1: the JVM decodes them through the locale, which may lose some.
     *
     * @param decoded the arguments as the JVM decoded them: the last ones of its command line
     */
    static String[] arguments(FileCalls files, String[] decoded) {
        String line = read(files, "cmdline");
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
    static long signalMask(FileCalls files) {
        for (String line : read(files, "status").split("\n")) {
            if (line.startsWith("SigBlk:")) {
                return Long.parseUnsignedLong(line.substring(7).strip(), 16);
            }
        }
        return 0;
    }

    /**
     * The signals that were ignored at the start, one bit each, as far as the launcher says so: the JVM has taken some of
     * them since. But for those of its own faults (ILL, TRAP, BUS, FPE, SEGV), without which it could not go on.
     */
    static long ignoredSignals() {
        return Long.parseUnsignedLong(System.getProperty("poplock.ignored", "0"), 16) & 0x7fffffff & ~FAULTS;
    }

    /** The descriptors of the files that the JVM has opened for itself: the jar, the JDK's own. */
    static List<Integer> ownDescriptors() {
        var own = new ArrayList<Integer>();
        File folder = new File(SELF + "fd");
        String[] names = folder.list();
        for (String name : names == null ? new String[0] : names) {
            try {
                if (isOwn(new File(folder, name).getCanonicalPath())) {
                    own.add(Integer.parseInt(name));
                }
            } catch (IOException e) {
                // The descriptor of the folder's own listing, closed by now.
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
        return new File(System.getProperty(property)).getCanonicalPath();
    }

    private static String read(FileCalls files, String name) {
        int file = files.open(CString.of(SELF + name), FileCalls.O_RDONLY | FileCalls.O_CLOEXEC, 0);
        var text = new StringBuilder();
        byte[] buffer = new byte[BLOCK];
        for (int length; (length = files.read(file, buffer, 0, BLOCK)) > 0;) {
            text.append(CString.text(buffer, 0, length));
        }
        files.close(file);
        return text.toString();
    }
}
