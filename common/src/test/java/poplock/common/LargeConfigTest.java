package poplock.common;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Configurations as long as they may be. relaylock reads them on each connection, in a heap of two megabytes that no
 * collection runs in: so what they need beside their own bytes is counted here, to the byte.
 */
class LargeConfigTest {
    /** What Java's objects of a whole reading and a question may need: natively they are smaller. */
    private static final long ENOUGH = 700_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NOW = 1_800_000_000;
    private static final Address ASKED = Address.parse("192.0.2.7").orElseThrow();

    private static byte[] repeated(String before, String unit, String after) {
        int count = (Config.MAX_BYTES - before.length() - after.length()) / unit.length();
        return (before + unit.repeat(count) + after).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<Arguments> good() {
        return Stream.of(arguments("networks on one line", repeated("allow =", " 10.0.0.0/8", "")),
                arguments("a network on each line", repeated("", "allow=10.0.0.0/8\n", "")),
                arguments("the shortest networks", repeated("deny=", ":: ", "\n")),
                arguments("the shortest lines", repeated("", "ignore=::\n", "")),
                arguments("lines that are over",
                        repeated("", "allow = 192.0.2.7 until 2026-12-31T18:00:00+01:00\n", "")),
                arguments("long networks",
                        repeated("allow =", " 2001:db8:ffff:ffff:ffff:ffff:255.255.255.255/128", "\n")),
                arguments("comments", repeated("", "#\n", "")),
                arguments("empty lines", repeated("", "\n", "")),
                arguments("one long comment", repeated("#", "#", "")),
                arguments("blanks", repeated("allow = ::1", " ", "")),
                arguments("settings of a section", repeated("[parser a]\n", "a=\n", "")),
                arguments("a long setting of a section", repeated("[parser a]\nlogin = ", "x", "")));
    }

    static Stream<Arguments> bad() {
        return Stream.of(arguments("f:1001: more than 1000 settings", repeated("", "source=-\n", "")),
                arguments("f:1: more than 65536 bytes of settings", repeated("relayclient = ", "x", "")),
                arguments("f:656: more than 65536 bytes of settings",
                        repeated("", "source=fifo:" + "x".repeat(88) + "\n", "")),
                arguments("f:2: parser 'a' stands in line 1 already", repeated("", "[parser a]\n", "")),
                arguments(
                        "f:1: '[parser " + "x".repeat(192)
                                + "...' is not [parser NAME], of letters, digits and -_.",
                        repeated("[parser ", "x", "")),
                arguments("f:1: more than 65536 bytes of settings", repeated("", "x", "=")),
                arguments("f:1: neither 'key = value' nor '[parser NAME]': '" + "x".repeat(200) + "...'",
                        repeated("", "x", "")),
                arguments("f:1: allow: '" + "1".repeat(200) + "...' is not an address or network",
                        repeated("allow=", "1", "")),
                arguments("f:1: allow: '::/" + "1".repeat(197) + "...' has no prefix length of 0 to 128",
                        repeated("allow=::/", "1", "")),
                arguments("f:1: allow: no network", repeated("allow=", " ", "")),
                arguments("f:2: unknown key 'x'", repeated("allow =", " 10.0.0.0/8", "\nx=")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void fitsIntoLittleMemory(String what, byte[] content) {
        assertTrue(allocated(() -> ask(content)) < ENOUGH, "allocated " + allocated(() -> ask(content)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isRefusedInLittleMemory(String complaint, byte[] content) {
        assertEquals(complaint, assertThrows(Complaint.class, () -> ask(content)).getMessage());
        assertTrue(allocated(() -> assertThrows(Complaint.class, () -> ask(content))) < ENOUGH);
    }

    /** A thousand sections' names are compared with each other; more are refused. */
    @Test
    void parsersAreCounted() {
        var thousand = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            thousand.append("[parser p").append(i).append("]\n");
        }
        assertEquals(1_000, parse(thousand.toString()).sections().size());
        var complaint = assertThrows(Complaint.class, () -> parse(thousand + "[parser q]\n"));
        assertEquals("f:1001: more than 1000 parsers", complaint.getMessage());
    }

    /** What was quadratic took 64 times as long for eight times the lines. */
    @Test
    void eightTimesTheNetworksAreNoMoreThanSoManyTimesTheWork() {
        String line = "allow = 10.0.0.0/8\n";
        byte[] few = line.repeat(6_000).getBytes(StandardCharsets.ISO_8859_1);
        byte[] many = line.repeat(48_000).getBytes(StandardCharsets.ISO_8859_1);
        fastest(few);
        fastest(many);
        assertTrue(fastest(many) < 30 * fastest(few));
    }

    /** Processor time: others' work on the machine does not count. */
    private static long fastest(byte[] content) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            assertFalse(ask(content));
            fastest = Math.min(fastest, THREADS.getCurrentThreadCpuTime() - start);
        }
        return fastest;
    }

    private static Config parse(String text) {
        return Config.parse("f", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As relaylock does. */
    private static boolean ask(byte[] content) {
        Config config = Config.parse("f", content);
        return config.deny().covering(ASKED, NOW).isPresent()
                || config.allow().covering(ASKED, NOW).isPresent();
    }

    /** Bytes that this thread has allocated for it, once the classes are loaded. */
    private static long allocated(Runnable work) {
        work.run();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
