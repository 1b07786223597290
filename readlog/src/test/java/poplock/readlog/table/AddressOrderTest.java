package poplock.readlog.table;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import poplock.common.Address;
import poplock.common.Scope;
import poplock.posix.CString;

import static org.junit.jupiter.api.Assertions.assertEquals;

class AddressOrderTest {
    private final Random random = new Random(20261127);

    @Test
    void sortsAsTheLinesOfTheDatabaseDo() {
        for (int count = 0; count < 400; count++) {
            var scope = new Scope(random.nextBoolean() ? 128 : 48 + random.nextInt(80));
            var addresses = new Address[count];
            int[] indices = new int[count];
            for (int i = 0; i < count; i++) {
                addresses[i] = scope.of(address()).base();
                indices[i] = i;
            }
            order(addresses).sort(indices, count, scope);
            String[] sorted = Arrays.stream(indices).mapToObj(i -> scope.of(addresses[i]) + " ")
                    .toArray(String[]::new);
            String[] expected = Arrays.stream(addresses).map(each -> scope.of(each) + " ")
                    .toArray(String[]::new);
            Arrays.sort(expected, (a, b) -> Arrays.compareUnsigned(CString.bytes(a), CString.bytes(b)));
            assertEquals(Arrays.asList(expected), Arrays.asList(sorted));
        }
    }

    private static AddressOrder order(Address[] addresses) {
        return new AddressOrder(new AddressOrder.Addresses() {
            @Override
            public long high(int index) {
                return addresses[index].high();
            }

            @Override
            public long low(int index) {
                return addresses[index].low();
            }
        });
    }

    /** Many that start alike, and some that are the same. */
    private Address address() {
        String text = switch (random.nextInt(4)) {
            case 0 -> "10.0." + random.nextInt(3) + "." + random.nextInt(256);
            case 1 -> random.nextInt(256) + "." + random.nextInt(256) + ".1." + random.nextInt(3);
            case 2 -> "2001:db8:1234:5678::" + Integer.toHexString(random.nextInt(0x10000));
            default -> Integer.toHexString(random.nextInt(0x300)) + "::"
                    + Integer.toHexString(random.nextInt(20)) + ":"
                    + random.nextInt(20);
        };
        return Address.parse(text).orElseThrow();
    }
}
