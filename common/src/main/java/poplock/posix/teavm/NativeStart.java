package poplock.posix.teavm;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** How the program was started, and how it ends at the worst: packaging/native/native.c. */
final class NativeStart {
    private NativeStart() {}

    @Import(name = "native_argc")
    @Include(value = "native.h", isSystem = false)
    static native int argc();

    @Import(name = "native_argv")
    @Include(value = "native.h", isSystem = false)
    static native Address argv();

    @Import(name = "native_last_resort")
    @Include(value = "native.h", isSystem = false)
    static native void lastResort(int first);

    @Import(name = "native_packed")
    @Include(value = "native.h", isSystem = false)
    static native Address packed();

    @Import(name = "native_packed_length")
    @Include(value = "native.h", isSystem = false)
    static native int packedLength();

    @Import(name = "native_memory_left")
    @Include(value = "native.h", isSystem = false)
    static native long memoryLeft();
}
