package poplock.readlog;

import poplock.posix.teavm.TeavmLibc;
import poplock.program.PlainReader;

/** readlog's main class in the native executable. */
public final class NativeReadlog {
    private NativeReadlog() {}

    /** As {@link Readlog#main}. */
    public static void main(String[] arguments) {
        TeavmLibc libc = new TeavmLibc();
        libc.exit(Readlog.run(libc, PlainReader::read, libc::packed));
    }
}
