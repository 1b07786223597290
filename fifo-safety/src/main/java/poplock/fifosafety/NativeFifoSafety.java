package poplock.fifosafety;

import poplock.posix.Libc;
import poplock.posix.teavm.TeavmLibc;
import poplock.program.PlainReader;

/** fifo-safety's main class in the native executable. */
public final class NativeFifoSafety {
    private NativeFifoSafety() {}

    /** As {@link FifoSafety#main}. */
    public static void main(String[] arguments) {
        Libc libc = new TeavmLibc();
        libc.exit(FifoSafety.run(libc, PlainReader::read));
    }
}
