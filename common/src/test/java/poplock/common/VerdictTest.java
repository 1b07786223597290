package poplock.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class VerdictTest {
    private static final long NOW = 1_795_348_800;
    private static final Verdict.Lookup NEVER = address -> {
        throw new AssertionError("the database was opened for " + address);
    };

    private static Config config(String text) {
        return Config.parse("x.conf", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Verdict verdict(String config, Verdict.Lookup lookup, String address) throws IOException {
        return Verdict.of(config(config), lookup, Address.parse(address).orElseThrow(), NOW);
    }

    private static Verdict.Lookup loginAt(long time) {
        return network -> Optional.of(new Entry(network.base(), time));
    }

    @Test
    void denyBeatsAllowAndTheDatabase() throws IOException {
        String config = "deny = 198.51.100.0/24 192.0.2.0/24\nallow = 192.0.2.0/24\n";
        assertEquals(new Verdict(false, "deny = 192.0.2.0/24", Optional.empty()),
                verdict(config, NEVER, "192.0.2.7"));
    }

    @Test
    void allowBeatsTheDatabase() throws IOException {
        assertEquals(new Verdict(true, "allow = 192.0.2.0/24", Optional.empty()),
                verdict("allow = 192.0.2.0/24\n", NEVER, "192.0.2.7"));
    }

    /** 2026-11-22T12:00:00Z is now: a line counts before its time, and not from then on. */
    @Test
    void aLineThatIsOverIsAsIfItWereNotThere() throws IOException {
        String now = " until 2026-11-22T12:00:00Z\n";
        String next = " until 2026-11-22T13:00:01+01:00\n";
        assertEquals("no login", verdict("deny = 192.0.2.7" + now + "allow = 192.0.2.7" + now,
                address -> Optional.empty(), "192.0.2.7").reason());
        assertEquals(new Verdict(false, "deny = 192.0.2.7 until 2026-11-22T13:00:01+01:00", Optional.empty()),
                verdict("deny = 192.0.2.7" + next, NEVER, "192.0.2.7"));
        assertEquals(new Verdict(true, "allow = 192.0.2.7 until 2026-11-22T13:00:01+01:00", Optional.empty()),
                verdict("deny = 192.0.2.7" + now + "allow = 192.0.2.7" + next, NEVER, "192.0.2.7"));
        assertEquals(new Verdict(true, "allow = 192.0.2.0/24", Optional.empty()),
                verdict("allow = 192.0.2.7 192.0.2.7" + now + "allow = 192.0.2.0/24\n", NEVER, "192.0.2.7"));
    }

    @Test
    void ignoreIsNoRuleOfRelaying() throws IOException {
        assertEquals(true, verdict("ignore = 192.0.2.0/24\n", loginAt(NOW), "192.0.2.7").allowed());
    }

    @Test
    void withoutALoginNobodyIsAllowed() throws IOException {
        assertEquals(new Verdict(false, "no login", Optional.empty()),
                verdict("allow = 198.51.100.0/24\n", address -> Optional.empty(), "192.0.2.7"));
    }

    @Test
    void aLoginCountsUntilItExpires() throws IOException {
        Verdict last = verdict("expiry = 30m\n", loginAt(NOW - 1_800), "192.0.2.7");
        assertEquals(true, last.allowed());
        assertEquals("login 1800s ago, expiry 30m", last.reason());
        assertEquals(NOW - 1_800, last.entry().orElseThrow().time());
        Verdict late = verdict("expiry = 30m\n", loginAt(NOW - 1_801), "192.0.2.7");
        assertEquals(false, late.allowed());
        assertEquals("login 1801s ago, expiry 30m", late.reason());
    }

    @Test
    void aLoginFromTheFutureSaysSo() throws IOException {
        Verdict near = verdict("expiry = 30m\n", loginAt(NOW + 1_800), "192.0.2.7");
        assertEquals(true, near.allowed());
        assertEquals("login 1800s in the future, expiry 30m", near.reason());
        assertEquals(false, verdict("expiry = 30m\n", loginAt(NOW + 1_801), "192.0.2.7").allowed());
    }

    @Test
    void aMappedAddressMeetsIpv4Rules() throws IOException {
        assertEquals(false, verdict("deny = 192.0.2.7\n", NEVER, "::ffff:192.0.2.7").allowed());
        assertEquals("no login", verdict("deny = ::/0\n", address -> Optional.empty(), "192.0.2.7").reason());
    }

    /** Of one network, whichever of its addresses; but who is denied stays so, and so do others of other kinds. */
    @Test
    void aNetworkIsLookedUp() throws IOException {
        String config = "ipv6_prefix = 64\ndeny = 2001:db8:1:2::bad\n";
        Verdict.Lookup lookup = network -> Entry.parse("2001:db8:1:2::/64 " + NOW)
                .filter(entry -> entry.network().equals(network));
        Verdict verdict = verdict(config, lookup, "2001:db8:1:2:3:4:5:6");
        assertEquals(true, verdict.allowed());
        assertEquals("login from 2001:db8:1:2::/64 0s ago, expiry 30m", verdict.reason());
        assertEquals(false, verdict(config, lookup, "2001:db8:1:2::bad").allowed());
        assertEquals(false, verdict(config, lookup, "2001:db8:1:3::1").allowed());
        assertEquals(false, verdict(config, lookup, "192.0.2.7").allowed());
        assertEquals(false, verdict("", lookup, "2001:db8:1:2::").allowed(),
                "a wider network than is asked for");
    }

    @Test
    void aDatabaseThatCannotBeReadIsPassedOn() {
        var broken = new IOException("Permission denied");
        Verdict.Lookup lookup = address -> {
            throw broken;
        };
        assertSame(broken, assertThrows(IOException.class, () -> verdict("", lookup, "192.0.2.7")));
    }
}
