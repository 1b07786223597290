package poplock.fifosafety;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArrivalsTest {
    private final Arrivals arrivals = new Arrivals();

    @Test
    void knowsTheFirstLookThatSawAByte() {
        arrivals.note(100, 1000);
        arrivals.note(100, 1001);
        arrivals.note(250, 1002);
        assertEquals(1000, arrivals.at(0, 9));
        assertEquals(1000, arrivals.at(99, 9));
        assertEquals(1002, arrivals.at(100, 9));
        assertEquals(1002, arrivals.at(249, 9));
        assertEquals(9, arrivals.at(250, 9), "no look has seen it");
    }

    @Test
    void forgets() {
        arrivals.note(100, 1000);
        arrivals.clear();
        assertEquals(9, arrivals.at(0, 9));
    }

    @Test
    void staysSmallAndNearlyRight() {
        for (int i = 1; i <= 60_000; i++) {
            arrivals.note(i, i);
        }
        for (int i = 0; i < 60_000; i++) {
            long time = arrivals.at(i, 0);
            assertTrue(time <= i + 1 && time > i - 200, "byte " + i + " at " + time);
        }
    }
}
