package poplock.readlog;

import java.util.ArrayList;
import java.util.List;

import poplock.common.Config;
import poplock.common.Network;
import poplock.common.Networks;
import poplock.common.Rule;

/**
 * What in a configuration opens this host's own addresses. Behind a proxy on it (stunnel's connect, HAProxy, a web mail
 * program) every client has one of them, so that all the world may relay.
 */
final class ProxyTrap {
    private static final List<Network> LOOPBACK = List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));

    private ProxyTrap() {}

    /** @return a sentence for each line of trouble; none if all is well */
    static List<String> of(Config config) {
        var findings = new ArrayList<String>();
        for (Network loopback : LOOPBACK) {
            if (covers(config.deny(), loopback)) {
                continue;
            }
            for (Rule rule : config.allow().list()) {
                if (rule.network().overlaps(loopback)) {
                    findings.add("warning: allow = " + rule + " lets this host's own " + loopback
                            + " relay: with a proxy before port 25 that is everybody");
                }
            }
            if (!covers(config.ignore(), loopback)) {
                findings.add("warning: no ignore covers this host's own " + loopback
                        + ": a login there (web mail, an IMAP proxy) lets it relay, and with a proxy before port 25 everybody");
            }
        }
        return findings;
    }

    /** Whether a line without an end does. */
    private static boolean covers(Networks networks, Network loopback) {
        return networks.list().stream().anyMatch(each -> each.until().isEmpty()
                && each.network().prefix() <= loopback.prefix() && each.network().overlaps(loopback));
    }
}
