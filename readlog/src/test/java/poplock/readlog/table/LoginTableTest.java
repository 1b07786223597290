package poplock.readlog.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import poplock.common.Address;
import poplock.common.Database;
import poplock.common.Expiry;
import poplock.common.Scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoginTableTest {
    private static final long NOW = 1_795_348_800;
    private static final Expiry HOUR = new Expiry(3600);
    private static final int ROOM = 1_000_000;

    private final LoginTable table = new LoginTable(Scope.ADDRESS);
    private final List<Integer> bad = new ArrayList<>();

    @Test
    void sortsByBytesAsSortDoes() {
        for (String address : List.of("2001:db8::1", "192.0.2.10", "192.0.2.1", "9.0.0.1", "::1", "10.0.0.1",
                "fe80::1", "1::", "192.0.2.2", "1.2.3.4", "100.0.0.1", "2001:db8::")) {
            record(address, NOW);
        }
        fold(NOW);
        assertEquals(
                List.of("1.2.3.4", "10.0.0.1", "100.0.0.1", "192.0.2.1", "192.0.2.10", "192.0.2.2", "1::",
                        "2001:db8::", "2001:db8::1", "9.0.0.1", "::1", "fe80::1"),
                addresses());
    }

    @Test
    void keepsOneLineAnAddressWithItsLatestLogin() {
        record("192.0.2.1", NOW - 5);
        record("192.0.2.1", NOW);
        record("192.0.2.1", NOW - 9);
        fold(NOW);
        record("192.0.2.1", NOW - 7);
        record("::ffff:192.0.2.1", NOW - 8);
        assertFalse(fold(NOW).changed());
        assertEquals("192.0.2.1 " + NOW + "\n", text());
        record("192.0.2.1", NOW + 1);
        assertTrue(fold(NOW + 1).changed());
        assertEquals("192.0.2.1 " + (NOW + 1) + "\n", text());
    }

    @Test
    void dropsAnEntryOneSecondAfterItsExpiryAndNotBefore() {
        record("192.0.2.1", NOW);
        fold(NOW);
        assertFalse(table.isStale(HOUR, NOW + 3600));
        assertFalse(fold(NOW + 3600).changed());
        assertEquals(1, table.size());
        assertTrue(table.isStale(HOUR, NOW + 3601));
        assertTrue(fold(NOW + 3601).changed());
        assertEquals("", text());
        assertEquals(0, table.size());
    }

    @Test
    void isNotStaleWithoutALoginSinceTheLastFold() {
        assertFalse(table.isStale(HOUR, NOW));
        record("192.0.2.1", NOW);
        assertTrue(table.isStale(HOUR, NOW));
        fold(NOW);
        assertFalse(table.isStale(HOUR, NOW));
    }

    @Test
    void dropsTheOldestWhenThereAreTooMany() {
        for (int i = 1; i <= 9; i++) {
            record("192.0.2." + i, NOW - i);
        }
        assertEquals(5, table.fold(HOUR, 4, NOW).noRoom());
        assertEquals(List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"), addresses());
    }

    @Test
    void dropsOnlyAsManyOfOneSecondAsItMust() {
        for (int i = 1; i <= 9; i++) {
            record("192.0.2." + i, i == 5 ? NOW - 10 : i == 3 ? NOW : NOW - 3);
        }
        assertEquals(6, table.fold(HOUR, 3, NOW).noRoom());
        assertEquals(3, table.size());
        assertTrue(text().contains("192.0.2.3 " + NOW), text());
        assertFalse(text().contains("192.0.2.5"), text());
    }

    @Test
    void aTimeFromAClockSetBackSinceGivesWay() {
        long tomorrow = NOW + 86_400;
        record("192.0.2.1", tomorrow);
        record("192.0.2.2", tomorrow);
        table.fold(HOUR, ROOM, tomorrow);
        record("192.0.2.1", NOW);
        assertTrue(table.isStale(HOUR, NOW));
        fold(NOW);
        assertEquals("192.0.2.1 " + NOW + "\n", text());
    }

    @Test
    void anEntryOfTheNearFutureGivesWayToo() {
        record("192.0.2.1", NOW + 60, NOW + 60);
        record("192.0.2.1", NOW, NOW);
        fold(NOW);
        assertEquals("192.0.2.1 " + NOW + "\n", text());
    }

    @Test
    void futureEntriesAreDroppedEvenWhereNothingElseChanges() {
        record("192.0.2.1", NOW);
        record("192.0.2.2", NOW + 3601);
        table.fold(new Expiry(86_400), ROOM, NOW);
        assertEquals(2, table.size());
        assertTrue(table.isStale(HOUR, NOW));
        fold(NOW);
        assertEquals("192.0.2.1 " + NOW + "\n", text());
    }

    @Test
    void loadsWhatItWrote() throws IOException {
        String content = "192.0.2.1 " + NOW + "\n2001:db8::1 " + (NOW - 5) + "\n";
        load(content);
        assertEquals(content, text());
        assertEquals(2, table.size());
        assertEquals(List.of(), bad);
        assertFalse(table.isStale(HOUR, NOW));
    }

    @Test
    void leavesOutWhatIsNoEntry() throws IOException {
        load("garbage\n192.0.2.1 " + NOW + "\n\n192.0.2.2\n192.0.2.3 -1\n\0\0\0\n192.0.2.04 5\n"
                + "x".repeat(100_000) + "\n192.0.2.5 " + NOW + "\n192.0.2.6  " + NOW + "\n192.0.2.7 " + NOW
                + "\r\n");
        assertEquals("192.0.2.1 " + NOW + "\n192.0.2.5 " + NOW + "\n", text());
        assertEquals(List.of(1, 3, 4, 5, 6, 7, 8, 10, 11), bad);
    }

    @Test
    void anUnterminatedLastLineDoesNotCount() throws IOException {
        load("192.0.2.1 " + NOW + "\n192.0.2.2 " + NOW);
        assertEquals("192.0.2.1 " + NOW + "\n", text());
        assertEquals(List.of(2), bad);
    }

    @Test
    void putsWrongOrderAndDuplicatesRight() throws IOException {
        load("192.0.2.9 " + NOW + "\n192.0.2.1 " + NOW + "\n192.0.2.9 " + (NOW - 5) + "\n192.0.2.2 " + NOW
                + "\n192.0.2.1 " + (NOW - 1) + "\n");
        fold(NOW);
        assertEquals("192.0.2.1 " + NOW + "\n192.0.2.2 " + NOW + "\n192.0.2.9 " + NOW + "\n", text());
        assertEquals(List.of(), bad);
    }

    @Test
    void agreesWithATreeMapWhateverHappens() {
        var random = new Random(20261122);
        Map<String, Long> model = new TreeMap<>();
        long now = NOW;
        for (int step = 0; step < 3000; step++) {
            now += random.nextInt(200) - (random.nextInt(50) == 0 ? 3000 : 0);
            long at = now;
            for (int i = random.nextInt(8); i > 0; i--) {
                String address = address(random.nextInt(3000));
                long time = now - random.nextInt(1000);
                record(address, time, now);
                model.merge(address, time, (old, latest) -> old > at ? latest : Math.max(old, latest));
            }
            fold(now);
            model.values().removeIf(time -> Math.abs(at - time) > 3600);
            assertEquals(lines(model), text(), "after step " + step);
        }
    }

    @Test
    void aHundredThousandEntriesAreFoundByBisection() throws IOException {
        Map<String, Long> model = new HashMap<>();
        var random = new Random(5);
        while (model.size() < 100_000) {
            String address = random.nextBoolean()
                    ? random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                            + random.nextInt(256)
                    : Address.parse("2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::"
                            + Integer.toHexString(random.nextInt(65536))).orElseThrow().toString();
            long time = NOW - random.nextInt(3600);
            model.merge(address, time, Math::max);
            record(address, time);
            if (table.isFull()) {
                fold(NOW);
            }
        }
        fold(NOW);
        assertEquals(lines(new TreeMap<>(model)), text());
        assertEquals(100_000, table.size());
        byte[] content = text().getBytes(StandardCharsets.ISO_8859_1);
        var database = new Database("table", bytes(content));
        for (String address : List.copyOf(model.keySet()).subList(0, 2000)) {
            assertEquals(model.get(address),
                    database.find(Address.parse(address).orElseThrow()).orElseThrow().time());
        }
    }

    private static Database.Bytes bytes(byte[] content) {
        return new Database.Bytes() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public int read(long position, byte[] buffer) {
                int count = (int) Math.min(buffer.length, content.length - position);
                System.arraycopy(content, (int) position, buffer, 0, count);
                return count;
            }
        };
    }

    /** A native executable has no collector: what a folding lets go of is used by the next one. */
    @Test
    void takesNoNewMemoryForBlocksThatChange() {
        var arrays = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<byte[], Boolean>());
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 5000; i++) {
                record(address(i), NOW + round);
            }
            table.fold(HOUR, 6000, NOW + round);
            table.blocks().forEach(block -> arrays.add(block.bytes()));
        }
        int blocks = table.blocks().size();
        assertTrue(arrays.size() <= 3 * blocks, arrays.size() + " arrays for " + blocks + " blocks");
    }

    @Test
    void aFewLoginsLeaveMostBlocksAlone() {
        for (int i = 0; i < 200_000; i++) {
            record("10." + i / 65536 + "." + i / 256 % 256 + "." + i % 256, NOW);
        }
        fold(NOW);
        List<Block> before = table.blocks();
        record("10.1.1.1", NOW + 1);
        fold(NOW + 1);
        List<Block> after = table.blocks();
        assertEquals(before.size(), after.size());
        assertEquals(before.size() - 1L, after.stream().filter(block -> before.stream()
                .anyMatch(old -> old == block)).count());
    }

    private static String address(int number) {
        return number % 3 == 0
                ? "2001:db8::" + Integer.toHexString(number + 1)
                : "192." + number % 256 + "." + number / 256 + ".7";
    }

    private static String lines(Map<String, Long> model) {
        var text = new StringBuilder();
        model.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue() + "\n").sorted()
                .forEach(text::append);
        return text.toString();
    }

    private void load(String content) throws IOException {
        table.load(new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)), NOW, bad::add);
    }

    private void record(String address, long time) {
        record(address, time, NOW);
    }

    private void record(String address, long time, long now) {
        Address its = Address.parse(address).orElseThrow();
        table.record(its.high(), its.low(), time, now);
    }

    private LoginTable.Folded fold(long now) {
        return table.fold(HOUR, ROOM, now);
    }

    private String text() {
        return text(table.blocks());
    }

    private static String text(List<Block> blocks) {
        var text = new StringBuilder();
        blocks.forEach(block -> text
                .append(new String(block.bytes(), 0, block.length(), StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    private List<String> addresses() {
        return text().lines().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }
}
