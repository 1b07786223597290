package poplock.readlog.line;

import java.util.Arrays;

/**
 * The time stamps that log lines start with. Each form is written as strftime(3) would:
 * {@code %a} weekday, {@code %b} month name, {@code %e} day of the month padded with a blank, a zero or nothing,
 * {@code %Y %m %d} year, month and day in fixed digits, {@code %T} hh:mm:ss, {@code %z} offset from UTC (Z, +02:00, +0200),
 * {@code %Z} name of a zone, {@code %s} seconds since the epoch; and, ours, {@code %F} a fraction of a second, {@code %f} one or nothing,
 * {@code %u} seconds since the machine started, padded with blanks, {@code %x} TAI64N in hexadecimal, {@code %c} a fraction
 * after a point or a comma or nothing, {@code %o} a blank and an offset from UTC or nothing, {@code %t} as {@code %T} with
 * an hour that may be padded with a blank, {@code %w} blanks, or the time since the line before in angle brackets, {@code %O} the
 * stream that a container wrote to, {@code %N} one of the names of zones that are known.
 */
enum Stamp {
    /** RFC 3164, and journalctl's short and short-precise. */
    RFC3164("%b %e %t%f", Place.LINE),
    /** RFC 3339, RFC 5424, and journalctl's short-iso and short-iso-precise. */
    RFC3339("%Y-%m-%dT%T%f%z", Place.LINE),
    /** journalctl's short-full. */
    FULL("%a %Y-%m-%d %T %Z", Place.LINE),
    /** Solaris 11's, Cisco's and archives'. */
    YEAR_AFTER_DAY("%b %e %Y %T%f", Place.LINE),
    /** The same, the year first. */
    YEAR_BEFORE_MONTH("%Y %b %e %T%f", Place.LINE),
    /** Cisco's and ESX's: RFC 3164 with a zone. */
    RFC3164_ZONE("%b %e %T%f %N", Place.LINE_WITH_ZONE),
    /** Dovecot's own log file with {@code log_timestamp = "%Y-%m-%d %H:%M:%S "}; no machine stands behind it. */
    DOVECOT("%Y-%m-%d %T", Place.LINE),
    /** OpenWrt's logread. */
    CTIME("%a %b %e %T %Y", Place.LINE),
    /** journalctl's short-unix. */
    UNIX("%s%f", Place.LINE),
    /** journalctl's short-monotonic. */
    MONOTONIC("[%u%f]", Place.LINE),
    /** journalctl's short-delta. */
    DELTA("[%u%f%w]", Place.LINE),
    /** Dovecot 1's own log file. */
    DATE("%Y-%m-%d %T", Place.AFTER_TAG),
    /** Kubernetes', in front of a whole line of a container. */
    CRI("%Y-%m-%dT%T%f%z %O F", Place.BEFORE_LINE),
    /** The same, in front of a piece of a line that goes on in the next one of its stream. */
    CRI_PIECE("%Y-%m-%dT%T%f%z %O P", Place.BEFORE_LINE),
    /** multilog's. */
    TAI64N("@%x", Place.BEFORE_LINE),
    /** The same through tai64nlocal. */
    TAI64N_LOCAL("%Y-%m-%d %T%F", Place.BEFORE_LINE),
    /** svlogd -ttt; in UTC, whatever the system's zone. */
    SVLOGD_T("%Y-%m-%dT%T%F", Place.BEFORE_LINE),
    /** svlogd -tt; in UTC, too. */
    SVLOGD("%Y-%m-%d_%T%F", Place.BEFORE_LINE),
    /** Zimbra's and Exim's own logs. */
    ZIMBRA("%Y-%m-%d %T%c%o", Place.MESSAGE),
    /** nginx's own log. */
    NGINX("%Y/%m/%d %T", Place.MESSAGE),
    /** Apple Mail Server's own log. */
    APPLE("%b %e %Y %T", Place.MESSAGE);

    /** Where a stamp of the form stands. */
    enum Place {
        /** In front of whatever line a logger such as multilog got. */
        BEFORE_LINE,
        /** At the start of a line. */
        LINE,
        /** At the start of a line whose machine stands one word further on. */
        LINE_WITH_ZONE,
        /** After a tag that starts the line. */
        AFTER_TAG,
        /** At the start of a line of a server's own log, which has no header: the message begins with it. */
        MESSAGE
    }

    private static final Stamp[] NONE = {};
    /** The forms that may start with a byte, by place and byte. */
    private static final Stamp[][][] STARTING_WITH = startingWith();

    private final String form;
    private final Place place;

    Stamp(String form, Place place) {
        this.form = form;
        this.place = place;
    }

    /** The forms of a place that may start with this byte. */
    static Stamp[] startingWith(byte first, Place place) {
        return first < 0 ? NONE : STARTING_WITH[place.ordinal()][first];
    }

    /** Whether it is in UTC, though it does not say so. */
    boolean isUtc() {
        return this == SVLOGD || this == SVLOGD_T;
    }

    /** Whether it tells a time of day. */
    boolean tellsTime() {
        return this != MONOTONIC && this != DELTA;
    }

    boolean hasYear() {
        return this != RFC3164 && this != RFC3164_ZONE;
    }

    String form() {
        return form;
    }

    private static Stamp[][][] startingWith() {
        var table = new Stamp[Place.values().length][][];
        for (Place place : Place.values()) {
            table[place.ordinal()] = new Stamp[128][];
            for (int first = 0; first < 128; first++) {
                char c = (char) first;
                table[place.ordinal()][first] = Arrays.stream(values())
                        .filter(stamp -> stamp.place == place && stamp.mayStartWith(c)).toArray(Stamp[]::new);
            }
        }
        return table;
    }

    private boolean mayStartWith(char c) {
        return switch (form.substring(0, 2)) {
            case "%a", "%b" -> c >= 'A' && c <= 'Z';
            case "%Y", "%s" -> c >= '0' && c <= '9';
            default -> c == form.charAt(0);
        };
    }
}
