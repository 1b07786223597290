package poplock.fifosafety;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * One function of the C library, through the Foreign Function and Memory API, on 64-bit Linux: there pointers and whole
 * numbers, and nothing else is passed, take a register of 64 bits each.
 */
final class LibC {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int WORDS = 5;
    @SuppressWarnings("restricted")
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD),
            Linker.Option.captureCallState("errno"));
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();
    private static final MemorySegment ERRNO = Arena.global().allocate(Linker.Option.captureStateLayout());

    private final MemorySegment function;

    LibC(String name) {
        function = LIBRARY.findOrThrow(name);
    }

    /** What the function answers, at full width. */
    long word(long... arguments) {
        long[] all = Arrays.copyOf(arguments, WORDS);
        try {
            return (long) CALL.invokeExact(function, ERRNO, all[0], all[1], all[2], all[3], all[4]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What a function of type int or ssize_t answers, or the negated error number if it fails. The upper half of the
     * register is undefined for an int.
     */
    int call(long... arguments) {
        int result = (int) word(arguments);
        return result == -1 ? -ERRNO.get(ValueLayout.JAVA_INT, 0) : result;
    }
}
