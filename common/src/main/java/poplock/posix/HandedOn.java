package poplock.posix;

/**
 * Open files that a process keeps when it becomes its own program anew. An environment variable names them, one line each: the
 * descriptor, a blank, the path.
 */
public final class HandedOn {
    private static final byte[] VARIABLE = CString.of("SMTP_POPLOCK_HANDED_ON");
    private static final int NONE = -1;

    private HandedOn() {}

    /** Has a file stay open, under its name. */
    public static void give(Libc libc, String path, int file) {
        libc.fcntl(file, FileCalls.F_SETFD, 0);
        libc.setenv(VARIABLE, CString.of(lines(libc) + file + " " + path + "\n"));
    }

    /**
     * The file that was handed on under a name, if that leads to it still. The caller's from now on.
     *
     * @return null if there is none
     */
    public static OpenFile take(Libc libc, String path) {
        String lines = lines(libc);
        var others = new StringBuilder();
        int found = NONE;
        int start = 0;
        for (int end; (end = lines.indexOf('\n', start)) >= 0; start = end + 1) {
            String line = lines.substring(start, end);
            boolean isIt = found == NONE && line.substring(line.indexOf(' ') + 1).equals(path);
            if (isIt) {
                found = descriptor(line);
            } else {
                others.append(line).append('\n');
            }
        }
        if (found == NONE) {
            return null;
        }
        libc.setenv(VARIABLE, CString.of(others.toString()));
        boolean isStill = FileStatus.of(libc, found).sameFile(FileStatus.of(libc, path));
        return isStill ? OpenFile.of(libc, path, found) : null;
    }

    /** Closes those that nobody took. */
    public static void end(Libc libc) {
        String lines = lines(libc);
        int start = 0;
        for (int end; (end = lines.indexOf('\n', start)) >= 0; start = end + 1) {
            int file = descriptor(lines.substring(start, end));
            if (file != NONE) {
                libc.close(file);
            }
        }
        libc.unsetenv(VARIABLE);
    }

    private static String lines(Libc libc) {
        byte[] value = libc.getenv(VARIABLE);
        return value == null ? "" : CString.text(value);
    }

    /** Never standard input, output or error, whatever somebody wrote into the environment. */
    private static int descriptor(String line) {
        try {
            int file = Integer.parseInt(line.substring(0, Math.max(line.indexOf(' '), 0)));
            return file > 2 ? file : NONE;
        } catch (NumberFormatException e) {
            return NONE;
        }
    }
}
