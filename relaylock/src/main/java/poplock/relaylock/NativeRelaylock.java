package poplock.relaylock;

/** relaylock's main class in the native executable. */
public final class NativeRelaylock {
    private NativeRelaylock() {}

    /** As {@link Relaylock#main}. */
    public static void main(String[] arguments) {
        NativePosix.exit(new Relaylock(new NativePosix()).run());
    }
}
