package poplock.readlog.database;

import java.util.ArrayList;

import poplock.common.Config;
import poplock.common.Rule;
import poplock.common.UserLogin;
import poplock.common.UserPattern;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.program.Warnings;
import poplock.readlog.metrics.Counters;

/** Which logins are recorded, and whose they were. */
final class Recording {
    /** Nanoseconds between two writings of the file of users. */
    private static final long USERS_EVERY = 1_000_000_000;
    /** It may be long: writing it takes no more than this part of the time. */
    private static final int REST = 10;
    private static final long WARN_AGAIN = 3_600_000_000_000L;
    /** Lines of the file for each of {@code max_entries}. */
    private static final long LINES = 4;

    private final UsersFile users;
    private final AddressLimit limit = new AddressLimit();
    private final Counters counters;
    private final Warnings warnings;
    private final Clock clock;
    private final byte[] folded = new byte[RecentUsers.MAX_NAME];
    private Config config;
    /** Networks whose logins are not recorded. */
    private Rule[] networks = {};
    private boolean expired;
    private long usersNext;

    Recording(UsersFile users, Counters counters, Warnings warnings, Clock clock) {
        this.users = users;
        this.counters = counters;
        this.warnings = warnings;
        this.clock = clock;
        usersNext = clock.nanos();
    }

    /** Goes on by another configuration. */
    void use(Config config, long now) {
        if (this.config != null && !this.config.scope().equals(config.scope())) {
            save(true, now);
            users.forget();
        }
        this.config = config;
        users.use(config.scope());
        var rules = new ArrayList<>(config.ignore().list());
        rules.addAll(config.deny().list());
        networks = rules.toArray(new Rule[0]);
        if (!rules().kept()) {
            users.delete();
        }
    }

    private Config.UserRules rules() {
        return config.users();
    }

    /** Whether a login is to be recorded; counts it if not. It then says what it opens. */
    boolean admits(Found login, long now) {
        if (isCovered(login, now) || isDenied(login)) {
            counters.ignoredLogin();
            return false;
        }
        if (!config.expiry().allows(login.time(), now)) {
            counters.tooOldLogin();
            return false;
        }
        login.open(config.scope());
        return rules().maxAddresses() == 0 || !login.hasUser() || isWithinLimit(login, now);
    }

    private boolean isCovered(Found login, long now) {
        for (Rule rule : networks) {
            if (rule.network().contains(login.high(), login.low()) && rule.holds(now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDenied(Found login) {
        return !rules().denied().isEmpty() && rules().denying(login.user()) != null;
    }

    private boolean isWithinLimit(Found login, long now) {
        if (isWithinLimit(login.user(), login.high(), login.low(), login.time(), now)) {
            return true;
        }
        counters.overLimit();
        String user = UserLogin.shown(login.user());
        warnings.say("max_addresses " + UserPattern.folded(user), WARN_AGAIN,
                user + " has logged in from more than max_addresses = " + rules().maxAddresses()
                        + " addresses within " + config.expiry() + ": " + config.scope().of(login.address())
                        + " and further ones are not recorded; is the password stolen?");
        return false;
    }

    private boolean isWithinLimit(String user, long high, long low, long time, long now) {
        int length = Math.min(user.length(), folded.length);
        for (int i = 0; i < length; i++) {
            folded[i] = (byte) UserPattern.lower(user.charAt(i));
        }
        return limit.allows(folded, length, high, low, time, rules().maxAddresses(), config.expiry(), now);
    }

    /** Notes whose login it was that has been recorded. */
    void note(Found login, long now) {
        if (!rules().kept() || users.note(login)) {
            return;
        }
        // Full: the file is written out of its turn.
        save(true, now);
        if (!users.note(login)) {
            warnings.say("users", "too many users are waiting to be written; the latest are not");
        }
    }

    /** Entries have expired: their users are to go, too. */
    void haveExpired() {
        expired = true;
    }

    /** Whether there is news of users that has not been written. */
    boolean isBehind() {
        return rules().kept() && users.hasNews();
    }

    /** Brings the file of users up to date, unless that was done a moment ago. */
    void save(boolean whole, long now) {
        long start = clock.nanos();
        if (!rules().kept() || !users.hasNews() && !expired || !whole && start - usersNext < 0) {
            return;
        }
        try {
            users.save(config.expiry(), rules(), LINES * config.maxEntries(), now);
            expired = false;
        } catch (Failure e) {
            warnings.say("users", e.getMessage() + "; trying on");
        }
        long end = clock.nanos();
        usersNext = end + Math.max(USERS_EVERY, REST * (end - start));
    }

    /**
     * Takes up what the file says of who has opened what: for {@code max_addresses}, and for {@code deny_user}. To be called
     * after {@link #use}.
     */
    Withdrawal takeUp(long now) {
        limit.clear();
        boolean isAsked = rules().maxAddresses() > 0 || !rules().denied().isEmpty();
        if (!rules().kept() || !isAsked) {
            return new Withdrawal(config.scope());
        }
        try {
            // Those of before, whom the file is to tell of once more.
            users.save(config.expiry(), Config.UserRules.NONE, LINES * config.maxEntries(), now);
            Withdrawal withdrawal = withdrawal();
            users.forget();
            if (!rules().denied().isEmpty()) {
                users.save(config.expiry(), rules(), LINES * config.maxEntries(), now);
            }
            count(now);
            return withdrawal;
        } catch (Failure e) {
            warnings.say(
                    e.getMessage() + "; what users of deny_user have opened stays open until it expires");
            return new Withdrawal(config.scope());
        }
    }

    private Withdrawal withdrawal() throws Failure {
        if (rules().denied().isEmpty()) {
            return new Withdrawal(config.scope());
        }
        try (var lines = users.lines()) {
            return Withdrawal.of(lines, config.scope(), rules());
        }
    }

    private void count(long now) throws Failure {
        if (rules().maxAddresses() == 0) {
            return;
        }
        try (var lines = users.lines()) {
            while (lines.next()) {
                String user = lines.login().name();
                if (!user.isEmpty()) {
                    isWithinLimit(user, lines.high(), lines.low(), lines.time(), now);
                }
            }
        }
    }
}
