package poplock.readlog.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import poplock.common.Entry;
import poplock.readlog.Wait;

/** The database file as it stands on the disk, checked. For tests. */
public final class Entries {
    private Entries() {}

    /** Address to time. Fails unless every line is an entry, all are sorted and the last one is ended. */
    public static Map<String, Long> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var entries = new TreeMap<String, Long>();
        String previous = "";
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new AssertionError("the last line of " + file + " is not ended");
        }
        for (String line : text.lines().toList()) {
            Entry entry = Entry.parse(line).orElseThrow(() -> new AssertionError("not an entry: " + line));
            if (line.compareTo(previous) <= 0) {
                throw new AssertionError("not sorted: " + previous + " before " + line);
            }
            entries.put(entry.address().toString(), entry.time());
            previous = line;
        }
        return entries;
    }

    public static void await(Path file, String address) {
        Wait.until(address + " in " + file, () -> Files.exists(file) && read(file).containsKey(address));
    }
}
