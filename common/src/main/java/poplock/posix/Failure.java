package poplock.posix;

import java.io.IOException;

/** A call of the C library that failed, in one sentence: {@code unable to read /path: permission denied}. */
public final class Failure extends IOException {
    private static final long serialVersionUID = 1;

    private final int error;

    /**
     * @param what what could not be done, and to which file
     * @param error the error number, as it is or negated
     */
    public Failure(String what, long error) {
        super("unable to " + what + ": " + Errno.words(error));
        this.error = (int) Math.abs(error);
    }

    /** The error number, positive: {@link Errno}. */
    public int error() {
        return error;
    }

    /** Why, without what: {@code permission denied}. */
    public String why() {
        return Errno.words(error);
    }

    /** @return the result if it is none of a failure */
    public static long checked(String what, long result) throws Failure {
        if (result < 0) {
            throw new Failure(what, result);
        }
        return result;
    }
}
