package poplock.fifosafety;

/** So many bytes in so many lines. */
record Amount(long bytes, long lines) {
    static final Amount NONE = new Amount(0, 0);

    Amount minus(Amount other) {
        return new Amount(bytes - other.bytes, lines - other.lines);
    }

    @Override
    public String toString() {
        return bytes + (bytes == 1 ? " byte, " : " bytes, ") + lines + (lines == 1 ? " line" : " lines");
    }
}
