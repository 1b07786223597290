package poplock.posix.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * One function of the C library. On 64-bit Linux pointers and whole numbers, and nothing else is passed, take a register of
 * 64 bits each.
 */
final class CFunction {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final int WORDS = 6;
    private static final String ERRNO = "errno";
    @SuppressWarnings("restricted")
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD, WORD),
            Linker.Option.captureCallState(ERRNO));
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

    private final MemorySegment function;
    /** Of this function alone: signals come in a thread of their own, and write. */
    private final MemorySegment errno = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

    CFunction(String name) {
        this(name, name);
    }

    /** @param other its name in another C library */
    CFunction(String name, String other) {
        function = LIBRARY.find(name).orElseGet(() -> LIBRARY.findOrThrow(other));
    }

    /** The address of a variable of the C library. */
    static MemorySegment variable(String name) {
        return LIBRARY.findOrThrow(name);
    }

    /** What the function answers, at full width. */
    long word(long... arguments) {
        long[] all = Arrays.copyOf(arguments, WORDS);
        try {
            return (long) CALL.invokeExact(function, errno, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** What a function of type ssize_t, off_t or long answers, or the negated error number. */
    long callLong(long... arguments) {
        long result = word(arguments);
        return result == -1 ? error() : result;
    }

    /** What a function of type int answers, or the negated error number: its register's upper half is undefined. */
    int call(long... arguments) {
        int result = (int) word(arguments);
        return result == -1 ? error() : result;
    }

    /** The negated error number of the last call, if that failed. */
    int error() {
        return -errno.get(ValueLayout.JAVA_INT, 0);
    }
}
