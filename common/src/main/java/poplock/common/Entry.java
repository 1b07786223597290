package poplock.common;

import java.util.Optional;

/**
 * One line of the database: an address and the time of its last login.
 *
 * @param time seconds since the epoch, 0 to {@link #MAX_TIME}
 */
public record Entry(Address address, long time) {
    /** The last second that fits into the twelve digits of a line: some 30,000 years from now. */
    public static final long MAX_TIME = 999_999_999_999L;

    public Entry {
        if (time < 0 || time > MAX_TIME) {
            throw new IllegalArgumentException("time " + time + " is not within 0 to " + MAX_TIME);
        }
    }

    /**
     * Reads a line as {@link #toString} writes it, without its LF. The address must be in its canonical form: another
     * spelling would stand in another place of the sorted file, where nobody finds it.
     *
     * @return empty if the line is anything else
     */
    public static Optional<Entry> parse(String line) {
        int blank = line.indexOf(' ');
        long time = blank < 0 ? -1 : seconds(line, blank + 1);
        if (time < 0) {
            return Optional.empty();
        }
        String text = line.substring(0, blank);
        return Address.parse(text).filter(address -> address.toString().equals(text))
                .map(address -> new Entry(address, time));
    }

    /** The database's line format: address, one blank, time. */
    @Override
    public String toString() {
        return address + " " + time;
    }

    private static long seconds(String line, int start) {
        int digits = line.length() - start;
        if (digits < 1 || digits > 12 || digits > 1 && line.charAt(start) == '0') {
            return -1;
        }
        long value = 0;
        for (int i = start; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }
}
