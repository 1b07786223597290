package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Config;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProxyTrapTest {
    private static List<String> findings(String... lines) {
        return ProxyTrap.of(
                Config.parse("/c", String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** How many of them are of an {@code allow}, and how many of a missing {@code ignore}. */
    private static List<Long> counts(String... lines) {
        List<String> findings = findings(lines);
        return List.of(findings.stream().filter(each -> each.startsWith("warning: allow = ")).count(),
                findings.stream().filter(each -> each.startsWith("warning: no ignore covers ")).count());
    }

    @Test
    void theDefaultsOpenNothing() {
        assertEquals(List.of(), findings());
        assertEquals(List.of(), findings("allow = 192.0.2.0/24 2001:db8::/32 128.0.0.0/1"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.0/8, 1", "127.0.0.1, 1", "127.3.0.0/16, 1", "126.0.0.0/7, 1", "0.0.0.0/0, 1",
            "::1, 1",
            "::/64, 1", "::/0, 1", "::ffff:127.0.0.1, 1", "127.0.0.1 ::1, 2", "192.0.2.1 10.0.0.0/8, 0"})
    void anAllowOfLoopbackIsNamed(String networks, long found) {
        assertEquals(List.of(found, 0L), counts("allow = " + networks));
    }

    @ParameterizedTest
    @CsvSource({"'', 2", "192.0.2.1, 2", "127.0.0.1, 2", "127.0.0.0/8, 1", "0.0.0.0/0, 1", "::/0, 1",
            "127.0.0.0/8 ::1, 0", "127.0.0.0/9, 2"})
    void anIgnoreWithoutLoopbackIsNamed(String networks, long found) {
        assertEquals(List.of(0L, found), counts("ignore = " + networks));
    }

    @Test
    void whatIsDeniedOpensNothing() {
        assertEquals(List.of(), findings("allow = 127.0.0.1 ::1", "ignore =", "deny = 127.0.0.0/8 ::1"));
        assertEquals(List.of(1L, 1L), counts("allow = 127.0.0.1 ::1", "ignore =", "deny = 127.0.0.0/8"));
    }
}
