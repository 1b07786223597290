package poplock.readlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import poplock.common.Address;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RecentLoginsTest {
    private final RecentLogins logins = new RecentLogins();

    @Test
    void holdsWhatAMapWould() {
        var random = new Random(20261122);
        Map<Address, Long> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            // few different ones, so that most stand in the table already
            var address = new Address(random.nextInt(100), random.nextInt(500));
            long time = random.nextInt(1_000_000);
            assertEquals(map.getOrDefault(address, -1L), logins.time(address, -1));
            map.put(address, time);
            logins.put(address, time);
            assertEquals(map.size(), logins.size());
        }
        assertEquals(map, all());
        logins.clear();
        assertEquals(0, logins.size());
        assertEquals(Map.of(), all());
    }

    @Test
    void holdsTheAddressOfZerosAndAnyTime() {
        var zeros = new Address(0, 0);
        assertEquals(7, logins.time(zeros, 7));
        logins.put(zeros, 0);
        assertEquals(0, logins.time(zeros, 7));
        logins.put(zeros, Long.MAX_VALUE);
        assertEquals(Map.of(zeros, Long.MAX_VALUE), all());
    }

    private Map<Address, Long> all() {
        var all = new HashMap<Address, Long>();
        logins.forEach(all::put);
        return all;
    }
}
