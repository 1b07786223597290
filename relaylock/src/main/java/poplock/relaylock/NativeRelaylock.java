package poplock.relaylock;

import poplock.posix.Libc;
import poplock.posix.teavm.TeavmLibc;

/** relaylock's main class in the native executable. */
public final class NativeRelaylock {
    private NativeRelaylock() {}

    /** As {@link Relaylock#main}. */
    public static void main(String[] arguments) {
        Libc libc = new TeavmLibc();
        libc.exit(Relaylock.run(libc));
    }
}
