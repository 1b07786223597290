package poplock.showallowed;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import poplock.common.Database;
import poplock.common.Entry;

/**
 * Reads a database from first to last line. What is no entry, or stands where bisection would not find it, is named
 * and left out: relaylock does not take it either.
 */
final class EntryReader {
    /** Longer than any entry. */
    private static final int MAX_LINE = 128;
    /** So many warnings tell all that can be told. */
    private static final int MAX_WARNINGS = 10;

    private final String file;
    private final Consumer<String> warnings;
    private String last = "";
    private long number;
    private long garbled;

    /**
     * @param file its name, for warnings
     * @param warnings takes each line that is named, without the program's name
     */
    EntryReader(String file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
    }

    /** @return whether every line was an entry in its place; an unterminated last line does not count */
    boolean read(Database.Bytes source, Consumer<Entry> entries) throws IOException {
        var buffer = new byte[1 << 16];
        var line = new StringBuilder(MAX_LINE);
        long position = 0;
        for (int length; (length = source.read(position, buffer)) > 0; position += length) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '\n') {
                    number++;
                    entry(line.toString()).ifPresent(entries);
                    line.setLength(0);
                } else if (line.length() < MAX_LINE) {
                    line.append((char) (buffer[i] & 0xff));
                }
            }
        }
        if (garbled > MAX_WARNINGS) {
            warnings.accept(file + ": " + (garbled - MAX_WARNINGS) + " more such lines");
        }
        return garbled == 0;
    }

    private Optional<Entry> entry(String line) {
        var entry = Entry.parse(line);
        if (entry.isEmpty()) {
            warn("no entry");
        } else if (line.compareTo(last) <= 0) {
            warn("entry out of order");
            return Optional.empty();
        } else {
            last = line;
        }
        return entry;
    }

    private void warn(String what) {
        if (++garbled <= MAX_WARNINGS) {
            warnings.accept(file + ":" + number + ": " + what);
        }
    }
}
