package poplock.whole;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparing times in seconds since the epoch. {@code assertEquals} with a tolerance compares floats, whose step there is 128. */
final class Seconds {
    private Seconds() {}

    static void assertWithin(long tolerance, long expected, long actual) {
        assertTrue(Math.abs(actual - expected) <= tolerance,
                () -> "expected " + expected + " give or take " + tolerance + ", got " + actual);
    }
}
