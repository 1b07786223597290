package poplock.common;

import java.io.IOException;
import java.util.Optional;

/**
 * Whether an address may relay now, and by which rule. relaylock acts on it, showallowed explains it.
 *
 * @param allowed whether relaying is allowed
 * @param reason the rule, in words for the administrator
 * @param entry the address's entry in the database, if it was asked and has one
 */
public record Verdict(boolean allowed, String reason, Optional<Entry> entry) {
    private static final String DENY = "deny = ";

    /** The database, opened only if no rule of the configuration decides. */
    public interface Lookup {
        /** @throws IOException if the database is there but cannot be read; one that is missing has no entries */
        Optional<Entry> find(Network network) throws IOException;
    }

    /**
     * Judges an address: {@code deny} beats {@code allow}, {@code allow} beats the database.
     *
     * @param now the present, in seconds since the epoch
     * @throws IOException as the lookup throws it
     */
    public static Verdict of(Config config, Lookup database, Address address, long now) throws IOException {
        var denied = config.deny().covering(address, now);
        if (denied.isPresent()) {
            return new Verdict(false, DENY + denied.get(), Optional.empty());
        }
        var allowed = config.allow().covering(address, now);
        if (allowed.isPresent()) {
            return new Verdict(true, "allow = " + allowed.get(), Optional.empty());
        }
        var entry = database.find(config.scope().of(address));
        if (entry.isEmpty()) {
            return new Verdict(false, "no login", entry);
        }
        long age = now - entry.get().time();
        String login = (entry.get().prefix() == 128 ? "login " : "login from " + entry.get().network() + " ")
                + (age < 0 ? -age + "s in the future" : age + "s ago");
        return new Verdict(config.expiry().allows(entry.get().time(), now),
                login + ", expiry " + config.expiry(),
                entry);
    }

    /** Whether {@code deny} says so. */
    public boolean isDenied() {
        return reason.startsWith(DENY);
    }
}
