package poplock.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds entries in the sorted file of the database by bisection. Reads a few hundred bytes of it, however long it is.
 */
public final class Database {
    /** The bytes of the file, at rest: the file is only ever replaced whole, and a reader keeps the one it opened. */
    public interface Bytes {
        long size() throws IOException;

        /**
         * Reads bytes at a position in the file.
         *
         * @return how many bytes were put at the start of {@code buffer}; less than its length only at the end
         */
        int read(long position, byte[] buffer) throws IOException;
    }

    /** No entry is longer, LF included: an IPv6 network (43), a blank, twelve digits, LF. */
    private static final int MAX_LINE = 64;
    /** When this little is left to search it is read from first to last. */
    private static final int BLOCK = 8 * MAX_LINE;

    private final String name;
    private final Bytes bytes;

    /** @param name the file's name, for complaints */
    public Database(String name, Bytes bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** The entry of an address. */
    public Optional<Entry> find(Address address) throws IOException {
        return find(new Network(address, 128));
    }

    /**
     * The entry of a network, or of an address, which is one of 128 bits. An unterminated last line does not count.
     *
     * @throws Complaint if what is met on the way is not a line of a database: there is no telling then who is in it
     * @throws IOException as {@link Bytes} throws it
     */
    public Optional<Entry> find(Network network) throws IOException {
        String key = network + " ";
        long low = 0;
        long high = bytes.size();
        // Invariant: low is the start of a line; the entry, if there is one, starts at low or later, and before high.
        while (high - low > BLOCK) {
            long middle = low + (high - low) / 2;
            String text = text(middle, 2 * MAX_LINE);
            int start = text.indexOf('\n') + 1;
            if (start == 0 || start > MAX_LINE) {
                throw garbled(middle);
            }
            int end = endOfLine(text, start, middle);
            if (end < 0) {
                high = middle + start;
            } else if (entry(text.substring(start, end), middle + start).toString().compareTo(key) < 0) {
                low = middle + start;
            } else if (text.startsWith(key, start)) {
                return Optional.of(entry(text.substring(start, end), middle + start));
            } else {
                high = middle + start;
            }
        }
        return scan(key, low, high);
    }

    private Optional<Entry> scan(String key, long low, long high) throws IOException {
        String text = text(low, (int) (high - low) + MAX_LINE);
        int start = 0;
        while (low + start < high) {
            int end = endOfLine(text, start, low);
            if (end < 0) {
                break;
            }
            Entry entry = entry(text.substring(start, end), low + start);
            if (text.startsWith(key, start)) {
                return Optional.of(entry);
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** Index of the LF, or -1 for the unterminated last line of the file. */
    private int endOfLine(String text, int start, long position) {
        int end = text.indexOf('\n', start);
        if (end < 0 && text.length() - start >= MAX_LINE) {
            throw garbled(position + start);
        }
        return end;
    }

    private Entry entry(String line, long position) {
        return Entry.parse(line).orElseThrow(() -> garbled(position));
    }

    private Complaint garbled(long position) {
        return Complaint.temporary("garbled database " + name + ": no entry at byte " + position);
    }

    private String text(long position, int length) throws IOException {
        byte[] buffer = new byte[length];
        int read = bytes.read(position, buffer);
        return new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
    }
}
