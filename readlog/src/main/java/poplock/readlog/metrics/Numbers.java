package poplock.readlog.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Numbers by name. One that has been counted in before costs no memory. */
final class Numbers {
    private final Map<String, long[]> numbers = new HashMap<>();

    /** @param names that are there from the start, with 0 */
    Numbers(String... names) {
        for (String name : names) {
            set(name, 0);
        }
    }

    void add(String name, long more) {
        number(name)[0] += more;
    }

    void set(String name, long value) {
        number(name)[0] = value;
    }

    private long[] number(String name) {
        long[] number = numbers.get(name);
        if (number == null) {
            number = new long[1];
            numbers.put(name, number);
        }
        return number;
    }

    Map<String, Long> byName() {
        var values = new TreeMap<String, Long>();
        numbers.forEach((name, number) -> values.put(name, number[0]));
        return values;
    }

    /** The greatest; 0 if there is none. */
    long most() {
        long most = 0;
        for (long[] number : numbers.values()) {
            most = Math.max(most, number[0]);
        }
        return most;
    }
}
