package poplock.posix.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** posix_spawn(3). */
final class Spawner {
    private static final int SETSIGDEF = 0x04;
    private static final int SETSIGMASK = 0x08;
    private static final int SETSID = 0x80;
    /** More than these structs have in any C library. */
    private static final int STRUCT_BYTES = 1024;
    private static final int SIGSET_BYTES = 128;
    private static final int POINTER = 8;

    private final CFunction spawn = new CFunction("posix_spawn");

    /** @return the process's number, or a negated error number */
    int spawn(byte[] path, byte[][] arguments, int input, int output) {
        try (Arena here = Arena.ofConfined()) {
            MemorySegment process = here.allocate(JAVA_INT);
            MemorySegment actions = here.allocate(STRUCT_BYTES, POINTER);
            MemorySegment attributes = here.allocate(STRUCT_BYTES, POINTER);
            fill(actions, input, output);
            fill(here, attributes);
            MemorySegment argv = here.allocate(JAVA_LONG, arguments.length + 1L);
            for (int i = 0; i < arguments.length; i++) {
                argv.setAtIndex(JAVA_LONG, i, here.allocateFrom(JAVA_BYTE, arguments[i]).address());
            }
            long error = spawn.word(process.address(), here.allocateFrom(JAVA_BYTE, path).address(),
                    actions.address(), attributes.address(), argv.address(), environment());
            call("posix_spawn_file_actions_destroy", actions.address());
            call("posix_spawnattr_destroy", attributes.address());
            return (int) error == 0 ? process.get(JAVA_INT, 0) : -(int) error;
        }
    }

    private static void fill(MemorySegment actions, int input, int output) {
        call("posix_spawn_file_actions_init", actions.address());
        call("posix_spawn_file_actions_adddup2", actions.address(), input, 0);
        call("posix_spawn_file_actions_adddup2", actions.address(), output, 1);
    }

    private static void fill(Arena here, MemorySegment attributes) {
        MemorySegment signals = here.allocate(SIGSET_BYTES, POINTER);
        call("posix_spawnattr_init", attributes.address());
        call("posix_spawnattr_setflags", attributes.address(), SETSID | SETSIGMASK | SETSIGDEF);
        call("posix_spawnattr_setsigmask", attributes.address(), signals.address());
        call("sigfillset", signals.address());
        call("posix_spawnattr_setsigdefault", attributes.address(), signals.address());
    }

    @SuppressWarnings("restricted")
    private static long environment() {
        return CFunction.variable("environ").reinterpret(POINTER).get(JAVA_LONG, 0);
    }

    private static void call(String function, long... arguments) {
        new CFunction(function).call(arguments);
    }
}
