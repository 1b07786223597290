package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KeyTableTest {
    private static final int MOST = 50;
    private static final int LONGEST = 8;

    private final KeyTable table = new KeyTable(MOST, LONGEST);

    /** Against the table of Java that orders by use, over some hundred thousand random steps. */
    @Test
    void forgetsWhatWasUsedLongestAgo() {
        var random = new Random(20261127);
        var map = new LinkedHashMap<String, Integer>(16, 0.75f, true);
        for (int step = 0; step < 300_000; step++) {
            // "Aa" and "BB" have one hash.
            String text = (random.nextBoolean() ? "Aa" : "BB") + random.nextInt(80);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            int index = table.find(bytes, bytes.length);
            assertEquals(map.getOrDefault(text, -1), index);
            if (index < 0) {
                if (table.isFull()) {
                    assertEquals(MOST, map.size());
                    map.pollFirstEntry();
                    table.removeOldest();
                }
                map.put(text, table.add(bytes, bytes.length));
            } else if (random.nextInt(4) == 0) {
                map.remove(text);
                table.remove(index);
            } else {
                table.touch(index);
            }
            if (random.nextInt(20_000) == 0) {
                map.clear();
                table.clear();
            }
        }
    }

    @Test
    void comparesNoMoreThanItHasRoomFor() {
        byte[] text = "0123456789".getBytes(StandardCharsets.US_ASCII);
        int index = table.add(text, 10);
        assertEquals(index, table.find(text, 10));
        assertEquals(index, table.find(text, LONGEST));
        assertEquals(-1, table.find(text, LONGEST - 1));
    }
}
