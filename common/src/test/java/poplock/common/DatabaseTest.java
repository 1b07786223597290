package poplock.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DatabaseTest {
    private static final String NAME = "/var/smtp-poplock/dbfile";

    /** A file in memory that counts what is read of it. */
    private static final class Memory implements Database.Bytes {
        private final byte[] content;
        private int read;

        Memory(String content) {
            this.content = content.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public int read(long position, byte[] buffer) {
            int length = Math.clamp(content.length - position, 0, buffer.length);
            System.arraycopy(content, (int) position, buffer, 0, length);
            read += length;
            return length;
        }
    }

    private static Optional<Entry> find(String content, Address address) throws IOException {
        return new Database(NAME, new Memory(content)).find(address);
    }

    private static Optional<Entry> find(String content, String address) throws IOException {
        return find(content, Address.parse(address).orElseThrow());
    }

    /** The oracle: every complete line, from first to last. */
    private static Optional<Entry> linear(String content, Address address) {
        for (int start = 0, end; (end = content.indexOf('\n', start)) >= 0; start = end + 1) {
            var entry = Entry.parse(content.substring(start, end));
            if (entry.isPresent() && entry.get().address().equals(address)) {
                return entry;
            }
        }
        return Optional.empty();
    }

    private static Address someAddress(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Address(0, 0xffffL << 32 | random.nextInt() & 0xffffffffL);
            case 1 -> new Address(0, 0xffffL << 32 | 0xc0000200L | random.nextInt(256));
            case 2 -> new Address(random.nextLong(), random.nextLong());
            default -> new Address(0x20010db800000000L, random.nextInt(5_000));
        };
    }

    private static List<String> lines(int size, Random random) {
        var sorted = new TreeSet<String>();
        var addresses = new TreeSet<String>();
        while (sorted.size() < size) {
            Address address = someAddress(random);
            if (addresses.add(address.toString())) {
                sorted.add(new Entry(address, random.nextLong(Entry.MAX_TIME + 1)) + "\n");
            }
        }
        return new ArrayList<>(sorted);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 10, 11, 15, 16, 17, 31, 100, 1_000})
    void findsEachEntryAndNoOther(int size) throws IOException {
        var random = new Random(size);
        for (int round = 0; round < 5; round++) {
            List<String> lines = lines(size, random);
            String content = String.join("", lines);
            for (String line : lines) {
                var entry = Entry.parse(line.strip());
                assertEquals(entry, find(content, entry.orElseThrow().address()));
            }
            for (int i = 0; i < 300; i++) {
                Address address = someAddress(random);
                assertEquals(linear(content, address), find(content, address));
            }
        }
    }

    @Test
    void findsEachOfAHundredThousandReadingLittle() throws IOException {
        var random = new Random(6);
        List<String> lines = lines(100_000, random);
        var memory = new Memory(String.join("", lines));
        var database = new Database(NAME, memory);
        for (String line : lines) {
            var entry = Entry.parse(line.strip());
            memory.read = 0;
            assertEquals(entry, database.find(entry.orElseThrow().address()));
            assertTrue(memory.read < 4_096, () -> memory.read + " bytes read");
        }
        assertEquals(Optional.empty(), database.find(new Address(0, 0xffff00000000L)));
        assertEquals(Optional.empty(), database.find(new Address(-1, -1)));
    }

    @Test
    void theSameTextBeforeTheBlankIsNotEnough() throws IOException {
        String content = "192.0.2.7 100\n192.0.2.70 200\n192.0.2.77 300\n2001:db8::7 400\n2001:db8::70 500\n";
        assertEquals(100, find(content, "192.0.2.7").orElseThrow().time());
        assertEquals(Optional.empty(), find(content, "192.0.2.0"));
        assertEquals(Optional.empty(), find(content, "2.0.2.7"));
        assertEquals(Optional.empty(), find(content, "2001:db8::"));
        assertEquals(400, find(content, "2001:db8::7").orElseThrow().time());
    }

    @Test
    void anUnterminatedLastLineDoesNotCount() throws IOException {
        for (int size : new int[] {1, 2, 10, 1_000}) {
            List<String> lines = lines(size, new Random(size));
            String last = lines.getLast();
            String before = String.join("", lines.subList(0, size - 1));
            Address address = Entry.parse(last.strip()).orElseThrow().address();
            for (int cut = 1; cut <= last.length(); cut++) {
                assertEquals(Optional.empty(),
                        find(before + last.substring(0, last.length() - cut), address));
            }
            for (String line : lines.subList(0, size - 1)) {
                var entry = Entry.parse(line.strip());
                assertEquals(entry, find(before + last.strip(), entry.orElseThrow().address()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "x\n", "192.0.2.7\n", "192.0.2.7 100\r\n", "192.0.2.7 100 \n",
            "192.0.2.7  100\n",
            "192.0.2.07 100\n", "::ffff:192.0.2.7 100\n", "\0\0\0\0\n", "# comment\n"})
    void aGarbledLineThatIsMetIsAComplaint(String line) {
        var complaint = assertThrows(Complaint.class, () -> find(line, "192.0.2.7"));
        assertEquals("garbled database " + NAME + ": no entry at byte 0", complaint.getMessage());
        assertEquals(Exit.TEMPORARY, complaint.exit());
    }

    @Test
    void theComplaintNamesTheByte() {
        var complaint = assertThrows(Complaint.class, () -> find("192.0.2.7 100\nx\n", "192.0.2.8"));
        assertEquals("garbled database " + NAME + ": no entry at byte 14", complaint.getMessage());
    }

    @Test
    void oneEndlessLineIsAComplaint() {
        for (int size : new int[] {64, 128, 600, 100_000}) {
            assertThrows(Complaint.class, () -> find("1".repeat(size), "192.0.2.7"), size + " bytes");
            assertThrows(Complaint.class, () -> find("\0".repeat(size), "192.0.2.7"), size + " bytes");
        }
    }

    /** Text with an unwanted LF in front of a whole entry is an entry; nothing else lets anybody in. */
    @Test
    void garbageNeverLetsInAnybodyWhoHasNoLine() throws IOException {
        var random = new Random(7);
        int complaints = 0;
        for (int round = 0; round < 4_000; round++) {
            List<String> lines = lines(random.nextInt(120), random);
            var content = new StringBuilder(String.join("", lines));
            for (int change = random.nextInt(4); change >= 0; change--) {
                spoil(content, random);
            }
            String spoilt = content.toString();
            for (int i = 0; i < 20; i++) {
                Address address = lines.isEmpty() || i % 2 == 0
                        ? someAddress(random)
                        : Entry.parse(lines.get(random.nextInt(lines.size())).strip()).orElseThrow()
                                .address();
                complaints += answerIsRightOrNone(spoilt, address) ? 0 : 1;
            }
        }
        assertTrue(complaints > 1_000, "garbage that nobody met proves nothing");
    }

    private static boolean answerIsRightOrNone(String content, Address address) throws IOException {
        try {
            find(content, address)
                    .ifPresent(entry -> assertTrue(("\n" + content).contains("\n" + entry + "\n"),
                            entry.toString()));
            return true;
        } catch (Complaint complaint) {
            assertEquals(Exit.TEMPORARY, complaint.exit());
            return false;
        }
    }

    private static void spoil(StringBuilder content, Random random) {
        int at = random.nextInt(content.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> content.insert(at, (char) random.nextInt(256));
            case 1 -> content.delete(at, at + random.nextInt(40));
            case 2 -> content.insert(at, "\0".repeat(random.nextInt(600)));
            default -> content.insert(at, "\n".repeat(random.nextInt(3)) + "192.0.2.7 100 x");
        }
    }

    @Test
    void aReadThatFailsIsPassedOn() {
        var broken = new IOException("Input/output error");
        Database.Bytes bytes = new Database.Bytes() {
            @Override
            public long size() {
                return 10_000;
            }

            @Override
            public int read(long position, byte[] buffer) throws IOException {
                throw broken;
            }
        };
        Address address = new Address(1, 1);
        assertSame(broken, assertThrows(IOException.class, () -> new Database(NAME, bytes).find(address)));
    }

    @Test
    void aFileThatHasBecomeShorterIsNoEntry() throws IOException {
        Database.Bytes shrunk = new Database.Bytes() {
            @Override
            public long size() {
                return 400;
            }

            @Override
            public int read(long position, byte[] buffer) {
                return 0;
            }
        };
        assertEquals(Optional.empty(), new Database(NAME, shrunk).find(new Address(1, 1)));
    }
}
