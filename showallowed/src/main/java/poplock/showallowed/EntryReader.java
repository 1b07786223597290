package poplock.showallowed;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import poplock.common.Database;
import poplock.common.Entry;
import poplock.posix.CString;
import poplock.posix.Libc;

/**
 * Reads a database from first to last line. What is no entry, or stands where bisection would not find it, is named
 * and left out: relaylock does not take it either.
 */
final class EntryReader {
    /** Longer than any entry. */
    private static final int MAX_LINE = 128;
    /** So many warnings tell all that can be told. */
    private static final int MAX_WARNINGS = 10;

    private final Libc libc;
    private final String file;
    private final Consumer<String> warnings;
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private final byte[] last = new byte[MAX_LINE];
    private int lastLength;
    private long number;
    private long garbled;

    /**
     * @param file its name, for warnings
     * @param warnings takes each line that is named, without the program's name
     */
    EntryReader(Libc libc, String file, Consumer<String> warnings) {
        this.libc = libc;
        this.file = file;
        this.warnings = warnings;
    }

    /** How many lines there are: no fewer than entries. {@link Integer#MAX_VALUE} stands for that many or more. */
    int count(Database.Bytes source) throws IOException {
        long lines = 0;
        long position = 0;
        for (int count; (count = source.read(position, buffer)) > 0; position += count) {
            for (int i = 0; i < count; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return (int) Math.min(lines, Integer.MAX_VALUE);
    }

    /**
     * Reads it from its start.
     *
     * @param entries takes each entry, and keeps no object: the memory of a line is given back behind it
     * @return whether every line was an entry in its place; an unterminated last line does not count
     */
    boolean read(Database.Bytes source, Consumer<Entry> entries) throws IOException {
        long position = 0;
        long mark = libc.mark();
        for (int count; (count = source.read(position, buffer)) > 0; position += count) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    takeLine(entries);
                    libc.forget(mark);
                } else if (length < MAX_LINE) {
                    line[length++] = buffer[i];
                }
            }
        }
        if (garbled > MAX_WARNINGS) {
            warnings.accept(file + ": " + (garbled - MAX_WARNINGS) + " more such lines");
        }
        return garbled == 0;
    }

    private void takeLine(Consumer<Entry> entries) {
        number++;
        Optional<Entry> entry = Entry.parse(CString.text(line, 0, length));
        if (entry.isEmpty()) {
            warn("no entry");
        } else if (!isBehindLast()) {
            warn("entry out of order");
        } else {
            System.arraycopy(line, 0, last, 0, length);
            lastLength = length;
            entries.accept(entry.get());
        }
        length = 0;
    }

    /** By their bytes, which are ASCII in an entry. */
    private boolean isBehindLast() {
        int i = 0;
        while (i < length && i < lastLength && line[i] == last[i]) {
            i++;
        }
        return i < length && (i == lastLength || line[i] > last[i]);
    }

    private void warn(String what) {
        if (++garbled <= MAX_WARNINGS) {
            warnings.accept(file + ":" + number + ": " + what);
        }
    }
}
