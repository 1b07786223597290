package poplock.relaylock;

import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Libc;

/**
 * The program that relaylock becomes, found as execvp(3) finds it. Not left to the C library: musl's and glibc's differ
 * in the PATH that is taken where there is none, and in scripts without {@code #!}.
 */
final class NextProgram {
    /** Where tcpserver looks when there is no PATH. */
    private static final String DEFAULT_PATH = "/bin:/usr/bin";
    private static final String SHELL = "/bin/sh";

    private final Libc libc;
    private final int index;

    /** @param index the program's place among the arguments */
    NextProgram(Libc libc, int index) {
        this.libc = libc;
        this.index = index;
    }

    /** @return why it cannot be run, a negated error number */
    int exec() {
        String name = CString.text(libc.argv(index));
        if (name.isEmpty()) {
            return -Errno.ENOENT;
        }
        if (name.indexOf('/') >= 0) {
            return exec(name);
        }
        String path = CString.text(libc.getenv(CString.of("PATH")));
        return search(path == null ? DEFAULT_PATH : path, name);
    }

    /** An unreadable folder or file does not end the search, but is the error if nothing is found after it. */
    private int search(String path, String name) {
        int worst = -Errno.ENOENT;
        int start = 0;
        while (start <= path.length()) {
            int colon = path.indexOf(':', start);
            int end = colon < 0 ? path.length() : colon;
            int error = exec(start == end ? name : path.substring(start, end) + "/" + name);
            if (error == -Errno.EACCES) {
                worst = error;
            } else if (error != -Errno.ENOENT && error != -Errno.ENOTDIR) {
                return error;
            }
            start = end + 1;
        }
        return worst;
    }

    private int exec(String file) {
        int error = libc.execv(CString.of(file), index);
        if (error != -Errno.ENOEXEC) {
            return error;
        }
        libc.setArgv(index - 1, CString.of(SHELL));
        libc.setArgv(index, CString.of(file));
        return libc.execv(CString.of(SHELL), index - 1);
    }
}
