package poplock.posix;

/** Reads eight bytes of an array at once: each platform has its own way. */
public interface Words {
    /**
     * The eight bytes from an index on, the first one lowest.
     *
     * @param index 0 to eight before the array's end
     */
    long at(byte[] bytes, int index);
}
