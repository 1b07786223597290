package poplock.relaylock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/** The C library's calls on a JVM, on 64-bit Linux. */
@SuppressWarnings("restricted")
final class JvmPosix implements Posix {
    private static final long NULL = 0;
    private static final int O_NONBLOCK_CLOEXEC = 0x80800;
    private static final int SEEK_END = 2;
    private static final int F_GETFD = 1;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;
    private static final int POLLOUT = 4;
    private static final int PATIENCE_MILLIS = 1000;
    private static final int SIG_IGN = 1;
    private static final int SIG_SETMASK = 2;
    private static final int SIGSET_BYTES = 128;
    private static final long POINTER = ValueLayout.ADDRESS.byteSize();
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    /** One handle for all: these functions take pointers and whole numbers only, each in a register of 64 bits. */
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD),
            Linker.Option.captureCallState("errno"));
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

    private final Arena arena = Arena.global();
    private final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());
    private final int count;
    /** relaylock's own name, its arguments, a null pointer. */
    private final MemorySegment argv;

    /** @param decoded the arguments as the JVM decoded them, which may have lost bytes */
    JvmPosix(String[] decoded) {
        count = decoded.length;
        argv = arena.allocate(POINTER * (count + 2L), POINTER);
        String[] raw = Proc.arguments(this, decoded);
        for (int i = 0; i < count; i++) {
            setArgument(i, raw[i]);
        }
        for (int own : Proc.ownDescriptors()) {
            call("fcntl", own, F_SETFD, FD_CLOEXEC);
        }
    }

    @Override
    public int arguments() {
        return count;
    }

    @Override
    public String argument(int index) {
        return text(argv.get(WORD, POINTER * (index + 1L)));
    }

    @Override
    public void setArgument(int index, String value) {
        argv.set(WORD, POINTER * (index + 1L), bytes(value));
    }

    @Override
    public String variable(String name) {
        long value = callLong("getenv", bytes(name), 0, 0, 0);
        return value == NULL ? null : text(value);
    }

    @Override
    public int setVariable(String name, String value) {
        return call("setenv", bytes(name), bytes(value), 1);
    }

    @Override
    public long now() {
        return System.currentTimeMillis() / 1000;
    }

    @Override
    public int open(String path) {
        return call("open", bytes(path), O_NONBLOCK_CLOEXEC, 0);
    }

    @Override
    public long size(int file) {
        return callLong("lseek", file, 0, SEEK_END, 0);
    }

    @Override
    public int read(int file, long position, byte[] buffer) {
        try (Arena here = Arena.ofConfined()) {
            MemorySegment read = here.allocate(Math.max(buffer.length, 1));
            int length = (int) callLong("pread", file, read.address(), buffer.length, position);
            MemorySegment.copy(read, ValueLayout.JAVA_BYTE, 0, buffer, 0, Math.max(length, 0));
            return length;
        }
    }

    @Override
    public int close(int file) {
        return call("close", file, 0, 0);
    }

    @Override
    public int print(String text) {
        return (int) callLong("write", 1, bytes(text), text.length(), 0);
    }

    /** A descriptor 2 that exec closes is one of the JVM's own: relaylock was given none. */
    @Override
    public int complain(String text) {
        MemorySegment poll = arena.allocate(WORD);
        poll.set(WORD, 0, 2L | (long) POLLOUT << 32);
        boolean given = call("fcntl", 2, F_GETFD, 0) == 0;
        return given && call("poll", poll.address(), 1, PATIENCE_MILLIS) > 0
                ? (int) callLong("write", 2, bytes(text), text.length(), 0)
                : 0;
    }

    @Override
    public void ifMemoryRunsOut(int first) {
        // The JVM throws an OutOfMemoryError.
    }

    @Override
    public int exec(String path, int first) {
        MemorySegment mask = arena.allocate(SIGSET_BYTES);
        mask.set(WORD, 0, Proc.signalMask(this));
        for (long left = Proc.ignoredSignals(); left != 0; left &= left - 1) {
            callLong("signal", Long.numberOfTrailingZeros(left) + 1L, SIG_IGN, 0, 0);
        }
        call("pthread_sigmask", SIG_SETMASK, mask.address(), NULL);
        return call("execv", bytes(path), argv.address() + POINTER * (first + 1L), 0);
    }

    /** The text that a pointer points to. */
    private static String text(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0,
                StandardCharsets.ISO_8859_1);
    }

    /** A pointer to the text's bytes and a NUL. Never freed: exec is near. */
    private long bytes(String text) {
        return arena.allocateFrom(text, StandardCharsets.ISO_8859_1).address();
    }

    /** Calls a function of type int, which leaves the upper half of its register undefined. */
    private int call(String function, long a, long b, long c) {
        int result = (int) callLong(function, a, b, c, 0);
        return result == -1 ? -errno.get(ValueLayout.JAVA_INT, 0) : result;
    }

    private long callLong(String function, long a, long b, long c, long d) {
        try {
            long result = (long) CALL.invokeExact(LIBRARY.findOrThrow(function), errno, a, b, c, d);
            return result == -1 ? -errno.get(ValueLayout.JAVA_INT, 0) : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
