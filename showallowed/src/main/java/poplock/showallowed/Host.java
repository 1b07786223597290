package poplock.showallowed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import poplock.common.Address;
import poplock.common.Config;
import poplock.common.Entry;
import poplock.common.Network;
import poplock.common.UserLogin;
import poplock.common.Verdict;

/**
 * An address as it stands now.
 *
 * @param address or a network, with {@code ipv6_prefix}
 * @param entry its entry in the database, if it has one and that was looked for
 * @param users who has logged in from it, the latest first; none if that is not known
 * @param verdict relaylock's
 * @param now the present, in seconds since the epoch
 * @param expiry how long a login counts, in seconds
 */
record Host(Network address, Optional<Entry> entry, List<UserLogin> users, Verdict verdict, long now,
        long expiry) {
    /** @throws IOException as the lookup throws it */
    static Host of(Address address, List<UserLogin> users, Config config, Verdict.Lookup database, long now)
            throws IOException {
        var verdict = Verdict.of(config, database, address, now);
        return new Host(new Network(address, 128), verdict.entry(), users, verdict, now,
                config.expiry().seconds());
    }

    static Host of(Entry entry, List<UserLogin> users, Config config, long now) {
        try {
            var verdict = Verdict.of(config,
                    asked -> Optional.of(entry).filter(its -> its.network().equals(asked)),
                    entry.address(), now);
            return new Host(entry.network(), Optional.of(entry), users, verdict, now,
                    config.expiry().seconds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds since the login, negative for one from the future. */
    Optional<Long> age() {
        return entry.map(login -> now - login.time());
    }

    /** Seconds until the address may no longer relay, 0 if it may not now; empty if no login is what allows it. */
    Optional<Long> left() {
        if (!verdict.allowed()) {
            return Optional.of(0L);
        }
        return verdict.entry().map(login -> login.time() + expiry - now);
    }

    /** In one word, of a host that has an entry. */
    String state() {
        if (verdict.allowed()) {
            return "allowed";
        }
        return verdict.isDenied() ? "denied" : "expired";
    }
}
