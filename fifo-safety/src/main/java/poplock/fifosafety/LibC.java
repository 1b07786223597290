package poplock.fifosafety;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * One function of the C library, through the Foreign Function and Memory API. It answers what the function answers, or
 * the negated error number if that is negative.
 */
final class LibC {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle handle;
    private final MemorySegment state;

    /** Those functions whose parameters after the first {@code fixed} are variadic are called in another way. */
    @SuppressWarnings("restricted")
    private LibC(MemorySegment state, String name, FunctionDescriptor descriptor, int fixed) {
        this.state = state;
        Linker.Option capture = Linker.Option.captureCallState("errno");
        MemorySegment address = LINKER.defaultLookup().find(name).orElseThrow(
                () -> new IllegalStateException("the C library has no " + name));
        handle = fixed < 0
                ? LINKER.downcallHandle(address, descriptor, capture)
                : LINKER.downcallHandle(address, descriptor, capture, Linker.Option.firstVariadicArg(fixed));
    }

    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static LibC function(MemorySegment state, String name, String signature) {
        int variadic = signature.indexOf('|');
        return new LibC(state, name, descriptor(signature.replace("|", "")),
                variadic < 0 ? -1 : variadic - 1);
    }

    /** The result's letter, then the parameters': i for int, l for long or size_t, p for a pointer. */
    private static FunctionDescriptor descriptor(String signature) {
        var parameters = new MemoryLayout[signature.length() - 1];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = layout(signature.charAt(i + 1));
        }
        return FunctionDescriptor.of(layout(signature.charAt(0)), parameters);
    }

    private static MemoryLayout layout(char letter) {
        return letter == 'i' ? JAVA_INT : letter == 'l' ? JAVA_LONG : ADDRESS;
    }

    int call(Object... arguments) {
        var all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            long result = ((Number) handle.invokeWithArguments(all)).longValue();
            return result < 0 ? -(int) ERRNO.get(state, 0L) : (int) result;
        } catch (Throwable e) {
            throw new IllegalStateException("unable to call the C library: " + e, e);
        }
    }
}
