package poplock.common;

/**
 * How long a login lets its address relay.
 *
 * @param seconds 1 to {@link #MAX_SECONDS}
 */
public record Expiry(long seconds) {
    /** Ten years; more is a slip of the pen. */
    public static final long MAX_SECONDS = 3650L * 86_400;

    public Expiry {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException("a time from 1s to 3650d is wanted");
        }
    }

    /**
     * Parses a whole number with the suffix s, m, h or d, or without one for seconds.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static Expiry parse(String text) {
        int digits = 0;
        long value = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            value = Math.min(value * 10 + text.charAt(digits++) - '0', MAX_SECONDS + 1);
        }
        long unit = switch (text.substring(digits)) {
            case "", "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default -> 0;
        };
        if (digits == 0 || unit == 0) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 90, 90s, 30m, 2h or 1d");
        }
        return new Expiry(value * unit);
    }

    /**
     * Whether a login still counts. One from the future is believed for as long as one from the past: a clock that is
     * set back a little must not stop mail, one that is set back by a day must not let anybody relay for that day.
     *
     * @param login time of the login, in seconds since the epoch
     * @param now the present, in seconds since the epoch
     */
    public boolean allows(long login, long now) {
        return Math.abs(now - login) <= seconds;
    }

    @Override
    public String toString() {
        return seconds % 86_400 == 0
                ? seconds / 86_400 + "d"
                : seconds % 3_600 == 0
                        ? seconds / 3_600 + "h"
                        : seconds % 60 == 0
                                ? seconds / 60 + "m"
                                : seconds + "s";
    }
}
