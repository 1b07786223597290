package poplock.whole;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import poplock.common.Entry;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a server that listens on IPv4 and IPv6 must pass besides. */
abstract class DualStackCases extends MailServerCases {
    @Test
    void loginsOverIpv4AndIpv6OfLoopbackAreRecorded() throws Exception {
        for (MailServer.Way way : server.ways()) {
            for (String address : Ports.loopback()) {
                login(way, address);
            }
        }
    }

    @Test
    void failuresOverIpv4AndIpv6OfLoopbackAreNotRecorded() throws Exception {
        for (String address : Ports.loopback()) {
            Optional<Entry> before = poplock.find(address);
            untilAfter(before);
            new Attack(server.client(address), server.ways(), "wrong").with(List.of(Box.USER, "nobody-here"));
            nobodyButExpected();
            assertEquals(before, poplock.find(address));
        }
    }
}
