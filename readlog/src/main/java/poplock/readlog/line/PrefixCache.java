package poplock.readlog.line;

import java.util.Arrays;

/**
 * The start of the last line: its stamp and machine. Most lines start with the same bytes as the one before, but for the digits
 * of a fraction of a second; such a line's start need not be taken apart again. All places count from the line's start.
 */
final class PrefixCache {
    private static final int MAX = 100;

    private final byte[] bytes = new byte[MAX];
    private int length;
    private int fraction;
    private int fractionEnd;
    private Stamp form;
    private int stamp;
    private int machine;

    /** Whether a line from {@code at} to before {@code end} starts so. */
    boolean isAt(byte[] buffer, int at, int end) {
        if (length == 0 || end - at < length
                || !Arrays.equals(bytes, 0, fraction, buffer, at, at + fraction)) {
            return false;
        }
        for (int i = at + fraction; i < at + fractionEnd; i++) {
            if (buffer[i] < '0' || buffer[i] > '9') {
                return false;
            }
        }
        return Arrays.equals(bytes, fractionEnd, length, buffer, at + fractionEnd, at + length);
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
        length = end - start <= MAX ? end - start : 0;
        System.arraycopy(buffer, start, bytes, 0, length);
        form = stampForm;
        stamp = stampStart - start;
        machine = machineStart - start;
    }

    /** Says where the digits of the stamp's fraction are. */
    void setFraction(int start, int fractionStart, int fractionAfter) {
        fraction = fractionStart - start;
        fractionEnd = fractionAfter - start;
    }
}
