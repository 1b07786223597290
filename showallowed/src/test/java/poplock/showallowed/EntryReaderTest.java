package poplock.showallowed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Database;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;

class EntryReaderTest {
    private final List<String> entries = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private boolean read(String content) throws IOException {
        return read(content, Integer.MAX_VALUE);
    }

    /** @param piece how many bytes a read gives at most */
    private boolean read(String content, int piece) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        var source = new Database.Bytes() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] buffer) {
                int length = Math.min(Math.min(piece, buffer.length), bytes.length - (int) position);
                System.arraycopy(bytes, (int) position, buffer, 0, length);
                return length;
            }
        };
        return new EntryReader(new ScriptedLibc("showallowed"), "db", warnings::add).read(source,
                entry -> entries.add(entry.toString()));
    }

    @Test
    void readsEveryEntryInItsOrder() throws IOException {
        assertEquals(true, read("192.0.2.7 100\n192.0.2.8 50\n2001:db8::7 70\n"));
        assertEquals(List.of("192.0.2.7 100", "192.0.2.8 50", "2001:db8::7 70"), entries);
        assertEquals(List.of(), warnings);
    }

    @Test
    void anEmptyDatabaseHasNoEntries() throws IOException {
        assertEquals(true, read(""));
        assertEquals(List.of(), entries);
    }

    @Test
    void anUnterminatedLastLineDoesNotCount() throws IOException {
        assertEquals(true, read("192.0.2.7 100\n192.0.2.8 50"));
        assertEquals(List.of("192.0.2.7 100"), entries);
    }

    @Test
    void aGarbledLineIsNamedAndTheRestRead() throws IOException {
        assertEquals(false, read("192.0.2.7 100\n\n\0\377\u001b[2J\n192.0.2.8 50\r\n192.0.2.9 1\n"));
        assertEquals(List.of("192.0.2.7 100", "192.0.2.9 1"), entries);
        assertEquals(List.of("db:2: no entry", "db:3: no entry", "db:4: no entry"), warnings);
    }

    @Test
    void anEntryThatBisectionWouldNotFindIsNamedAndLeftOut() throws IOException {
        assertEquals(false, read("192.0.2.8 50\n192.0.2.7 100\n192.0.2.8 50\n192.0.2.9 1\n"));
        assertEquals(List.of("192.0.2.8 50", "192.0.2.9 1"), entries);
        assertEquals(List.of("db:2: entry out of order", "db:3: entry out of order"), warnings);
    }

    @Test
    void manyGarbledLinesAreNamedOnce() throws IOException {
        assertEquals(false, read("x\n".repeat(1_000) + "192.0.2.7 100\n"));
        assertEquals(List.of("192.0.2.7 100"), entries);
        assertEquals(11, warnings.size());
        assertEquals("db: 990 more such lines", warnings.getLast());
    }

    @Test
    void anEndlessLineIsOneGarbledLine() throws IOException {
        assertEquals(false, read("192.0.2.7 100".repeat(100_000) + "\n192.0.2.8 50\n"));
        assertEquals(List.of("192.0.2.8 50"), entries);
        assertEquals(List.of("db:1: no entry"), warnings);
    }

    @Test
    void linesMayArriveInPieces() throws IOException {
        assertEquals(true, read("192.0.2.7 100\n192.0.2.8 50\n", 1));
        assertEquals(List.of("192.0.2.7 100", "192.0.2.8 50"), entries);
    }
}
