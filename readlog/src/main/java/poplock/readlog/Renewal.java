package poplock.readlog;

import poplock.common.Complaint;
import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Libc;

/**
 * Becomes readlog anew, in the same process, when half of the memory is taken that there was at the start: a native executable
 * has no collector that could be trusted.
 */
final class Renewal {
    private static final byte[] SELF = CString.of("/proc/self/exe");

    private final Libc libc;
    private final long half;

    /** To be made when all is open. */
    Renewal(Libc libc) {
        this.libc = libc;
        half = libc.memoryLeft() / 2;
    }

    boolean isDue() {
        return libc.memoryLeft() < half;
    }

    /**
     * Does not come back. What is to outlive it must be handed on by now, and saved.
     *
     * @throws Complaint if that fails
     */
    void become() {
        int error = libc.execv(SELF, 0);
        throw Complaint.temporary("unable to start anew: " + Errno.words(error));
    }
}
