package poplock.showallowed;

import poplock.posix.Libc;
import poplock.posix.teavm.TeavmLibc;
import poplock.program.PlainReader;

/** showallowed's main class in the native executable. */
public final class NativeShowallowed {
    private NativeShowallowed() {}

    /** As {@link Showallowed#main}. */
    public static void main(String[] arguments) {
        Libc libc = new TeavmLibc();
        libc.exit(Showallowed.run(libc, PlainReader::read));
    }
}
