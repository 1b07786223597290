package poplock.posix.jvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

/** Memory outside of Java's heap, where a call's arguments are; used anew for each call. */
final class Memory {
    private static final int ALIGNED = 16;

    private MemorySegment segment = Arena.ofAuto().allocate(1 << 16, ALIGNED);

    /** @return an address with room for these bytes; what was here before is lost */
    long room(long length) {
        if (length > segment.byteSize()) {
            segment = Arena.ofAuto().allocate(2 * length, ALIGNED);
        }
        return segment.address();
    }

    /** @return an address with that many bytes, all of them 0 */
    long zeroed(long length) {
        long address = room(length);
        segment.asSlice(0, length).fill((byte) 0);
        return address;
    }

    /** @return an address with these bytes */
    long put(byte[] bytes, int offset, int length) {
        long address = room(length);
        MemorySegment.copy(bytes, offset, segment, JAVA_BYTE, 0, length);
        return address;
    }

    long put(byte[] bytes) {
        return put(bytes, 0, bytes.length);
    }

    long put(int[] numbers, int count) {
        long address = room((long) count * Integer.BYTES);
        MemorySegment.copy(numbers, 0, segment, JAVA_INT, 0, count);
        return address;
    }

    /** Takes the first bytes, if there are any. @return the length */
    int take(int length, byte[] bytes, int offset) {
        if (length > 0) {
            MemorySegment.copy(segment, JAVA_BYTE, 0, bytes, offset, length);
        }
        return length;
    }

    void take(int[] numbers, int count) {
        MemorySegment.copy(segment, JAVA_INT, 0, numbers, 0, count);
    }

    MemorySegment segment() {
        return segment;
    }
}
