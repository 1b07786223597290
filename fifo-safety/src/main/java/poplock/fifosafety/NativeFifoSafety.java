package poplock.fifosafety;

/** fifo-safety's main class in the native executable. */
public final class NativeFifoSafety {
    private NativeFifoSafety() {}

    /** As {@link FifoSafety#main}. */
    public static void main(String[] arguments) {
        CLibrary.exit(FifoSafety.run(new NativePosix(), PlainArguments::parse, NativePosix.arguments()));
    }
}
