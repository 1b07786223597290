package poplock.readlog.line;

import java.util.Arrays;

import poplock.posix.Words;

/**
 * Stamp and machine of a line, as it started with them. Most lines start as one before did, but for the digits of minutes,
 * seconds and their fraction, and then need not be taken apart anew: eight bytes are compared at a time. All places in it count
 * from the line's start.
 */
final class LineStart {
    private static final int MAX = 13 * Long.BYTES;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;

    private final Words words;
    /** What the bytes are; of digits that may differ, 0. */
    private final byte[] least = new byte[MAX];
    /** What may be added to how far a byte is from that, without reaching the high bit. */
    private final byte[] room = new byte[MAX];
    private int length;
    private Stamp form;
    private int stamp;
    private int machine;

    LineStart(Words words) {
        this.words = words;
    }

    /** Whether a line from {@code at} to before {@code end} starts so. */
    boolean isAt(byte[] buffer, int at, int end) {
        if (length == 0 || end - at < length || at + length + Long.BYTES > buffer.length) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            if (differing(buffer, at, i) != 0) {
                return false;
            }
        }
        return i == length || differing(buffer, at, i) << Long.SIZE - Byte.SIZE * (length - i) == 0;
    }

    /**
     * Has high bits set where one of eight bytes may not be what it is. A byte that is too far off may carry into the next one,
     * but never into the one before.
     */
    private long differing(byte[] buffer, int at, int i) {
        long off = words.at(buffer, at + i) ^ words.at(least, i);
        return (off + words.at(room, i) | off) & HIGH_BITS;
    }

    /** In bytes, with the blank after the machine; 0 if no line has been taken yet. */
    int length() {
        return length;
    }

    Stamp form() {
        return form;
    }

    /** Where the stamp starts. */
    int stamp() {
        return stamp;
    }

    /** Where the machine starts. */
    int machine() {
        return machine;
    }

    /** Takes the bytes from {@code start} to before {@code end}, if they are not too many. */
    void set(byte[] buffer, int start, int end, Stamp stampForm, int stampStart, int machineStart) {
        length = end - start < MAX ? end - start : 0;
        System.arraycopy(buffer, start, least, 0, length);
        Arrays.fill(room, (byte) 0x7f);
        form = stampForm;
        stamp = stampStart - start;
        machine = machineStart - start;
    }

    /** Lets the digits differ that the stamp of the line from {@code start} on may have others of. */
    void loosen(int start, StampReader reader) {
        if (length == 0) {
            return;
        }
        if (reader.minuteStart() >= 0) {
            int minutes = reader.minuteStart() - start;
            // 60 seconds there are in no minute but the last before a leap second.
            loosen(minutes, 5);
            loosen(minutes + 1, 9);
            loosen(minutes + 3, 5);
            loosen(minutes + 4, 9);
        }
        for (int i = reader.fractionStart() - start; i < reader.fractionEnd() - start; i++) {
            loosen(i, 9);
        }
    }

    /** Lets a byte be any digit up to {@code most}, which are those that differ from 0 in the lowest bits alone. */
    private void loosen(int index, int most) {
        least[index] = '0';
        room[index] = (byte) (0x7f - most);
    }
}
