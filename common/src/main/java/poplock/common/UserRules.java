package poplock.common;

import java.util.List;

/**
 * What the configuration says of users.
 *
 * @param kept whether dbfile.users is kept
 * @param denied users whose logins are not recorded
 * @param maxAddresses how many addresses one user may open within the expiry; 0 for no limit
 */
public record UserRules(boolean kept, List<UserPattern> denied, int maxAddresses) {
    /** Nobody is denied, and nobody is held to anything. */
    public static final UserRules NONE = new UserRules(true, List.of(), 0);

    /** The first pattern that a user's name fits; null if it fits none. */
    public UserPattern denying(String user) {
        for (UserPattern pattern : denied) {
            if (pattern.matches(user)) {
                return pattern;
            }
        }
        return null;
    }
}
