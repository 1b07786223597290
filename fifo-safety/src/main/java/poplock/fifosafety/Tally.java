package poplock.fifosafety;

/** A sum of amounts. An object for each sum would be too many: a native executable has no collector. */
final class Tally {
    private long bytes;
    private long lines;

    void add(Amount more) {
        add(more.bytes(), more.lines());
    }

    void add(long moreBytes, long moreLines) {
        bytes += moreBytes;
        lines += moreLines;
    }

    void clear() {
        bytes = 0;
        lines = 0;
    }

    boolean isEmpty() {
        return lines == 0;
    }

    Amount amount() {
        return new Amount(bytes, lines);
    }
}
