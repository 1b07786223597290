package poplock.posix;

import java.util.ArrayList;
import java.util.List;

/** A folder's names. */
public final class Directory {
    private static final int BUFFER = 1 << 15;
    /** Where a struct linux_dirent64 has its own length, in two bytes, and where its name begins. */
    private static final int LENGTH = 16;
    private static final int NAME = 19;

    private Directory() {}

    /** The folder that a path's last name is in. */
    public static String holding(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** A path's last name. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * The names in a folder, without {@code .} and {@code ..}, in no order.
     *
     * @throws Failure {@code unable to read PATH: why}
     */
    public static List<String> names(Libc libc, String path) throws Failure {
        int flags = FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC;
        int folder = (int) Failure.checked("read " + path, libc.open(CString.of(path), flags, 0));
        try {
            var names = new ArrayList<String>();
            byte[] buffer = new byte[BUFFER];
            for (int filled; (filled = (int) Failure.checked("read " + path,
                    libc.getdents64(folder, buffer))) > 0;) {
                add(names, buffer, filled);
            }
            return names;
        } finally {
            libc.close(folder);
        }
    }

    private static void add(List<String> names, byte[] buffer, int filled) {
        int entry = 0;
        while (entry < filled) {
            int end = entry + NAME;
            while (buffer[end] != 0) {
                end++;
            }
            String name = CString.text(buffer, entry + NAME, end);
            if (!name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
            entry += buffer[entry + LENGTH] & 0xff | (buffer[entry + LENGTH + 1] & 0xff) << 8;
        }
    }
}
