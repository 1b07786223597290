package poplock.readlog.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

import org.junit.jupiter.api.Test;
import poplock.common.Address;
import poplock.common.Scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            assertEquals(map.getOrDefault(address, -1L), time(logins, address, -1));
            map.merge(address, time, Math::max);
            put(logins, address, time);
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
        assertEquals(7, time(logins, zeros, 7));
        put(logins, zeros, 0);
        assertEquals(0, time(logins, zeros, 7));
        put(logins, zeros, Long.MAX_VALUE);
        assertEquals(Map.of(zeros, Long.MAX_VALUE), all());
    }

    /** The vector for 16 bytes in the appendix of the paper's program: key 00 to 0f, bytes 00 to 0f. */
    @Test
    void hashesAsSipHashDoes() {
        assertEquals(0x3f2acc7f57c29bdbL,
                new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L).of(0x0706050403020100L,
                        0x0f0e0d0c0b0a0908L));
    }

    /** Addresses as one client with a /32, a /48 or a /64 could choose them: none makes the table slow. */
    @Test
    void staysQuickHoweverTheAddressesWereChosen() {
        List<LongFunction<Address>> sets = List.of(n -> new Address(0x20010db800010001L, n << 48),
                n -> new Address(0x20010db800010001L, n), n -> new Address(0x20010db800010001L, n << 32),
                n -> new Address(0x20010db800000000L + n, 0),
                n -> new Address(0x20010db800000000L + (n << 16), 1),
                n -> new Address(0x20010db800000000L + n, n),
                n -> new Address(0x20010db800000000L + n, n << 32),
                n -> new Address(0x20010db800000000L + n, -n),
                n -> new Address(0, 0xffff00000000L + (n << 8)));
        for (LongFunction<Address> set : sets) {
            var table = new RecentLogins();
            for (long n = 0; n < 40_000; n++) {
                put(table, set.apply(n), n);
            }
            for (long n = 0; n < 40_000; n++) {
                assertEquals(n, time(table, set.apply(n), -1));
            }
            // Put, moved once on the average while the table grew, and asked for: 1.5 to 2.5 looks each if all goes well.
            assertTrue(table.looks() < 40_000 * 9, () -> set.apply(7) + ": " + table.looks());
        }
    }

    private static void put(RecentLogins table, Address address, long time) {
        table.record(address.high(), address.low(), time, Long.MAX_VALUE);
    }

    private static long time(RecentLogins table, Address address, long otherwise) {
        return table.time(address.high(), address.low(), otherwise);
    }

    private Map<Address, Long> all() {
        var all = new HashMap<Address, Long>();
        int[] slots = logins.sorted(Scope.ADDRESS);
        for (int i = 0; i < logins.size(); i++) {
            all.put(new Address(logins.high(slots[i]), logins.low(slots[i])), logins.time(slots[i]));
        }
        return all;
    }
}
