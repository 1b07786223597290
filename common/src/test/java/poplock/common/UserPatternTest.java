package poplock.common;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class UserPatternTest {
    @ParameterizedTest
    @CsvSource({"bob, bob, true", "bob, BoB, true", "BOB@Example.org, bob@example.ORG, true",
            "bob, bobby, false",
            "bob, b, false", "*, bob, true", "*, '', false", "'', bob, false", "bob*, bob, true",
            "b*b, bob, true",
            "b*b, bb, true", "b*b, b, false", "*@spam.example, x@spam.example, true",
            "*@spam.example, x@spam.example.org, false", "*a*a*, xaxbxa, true", "*a*c*, aab, false",
            "a*b*c, a--b--b-c, true", "?ob, bob, false", "b.b, bob, false", "\u00c4, \u00e4, false",
            "**, x, true"})
    void starIsAnyTextAndAsciiCaseDoesNotCount(String pattern, String user, boolean matches) {
        assertEquals(matches, new UserPattern(pattern).matches(user));
    }

    @Test
    void aHostileNameCostsNoMoreThanItsLengths() {
        var pattern = new UserPattern("*a".repeat(100) + "*b");
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 100; i++) {
                assertFalse(pattern.matches("a".repeat(4_000)));
            }
        });
    }
}
