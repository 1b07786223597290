package poplock.readlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time stamps that log lines start with. Each form is written as strftime(3) would:
 * {@code %a} weekday, {@code %b} month name, {@code %e} day of the month padded with a blank, a zero or nothing,
 * {@code %Y %m %d} year, month and day in fixed digits, {@code %T} hh:mm:ss, {@code %z} offset from UTC (Z, +02:00, +0200),
 * {@code %Z} name of a zone, {@code %s} seconds since the epoch; and, ours, {@code %F} a fraction of a second, {@code %f} one or nothing,
 * {@code %u} seconds since the machine started, padded with blanks, {@code %x} TAI64N in hexadecimal.
 */
enum Stamp {
    /** RFC 3164, and journalctl's short and short-precise. */
    RFC3164("%b %e %T%f", Place.LINE),
    /** RFC 3339, RFC 5424, and journalctl's short-iso and short-iso-precise. */
    RFC3339("%Y-%m-%dT%T%f%z", Place.LINE),
    /** journalctl's short-full. */
    FULL("%a %Y-%m-%d %T %Z", Place.LINE),
    /** OpenWrt's logread. */
    CTIME("%a %b %e %T %Y", Place.LINE),
    /** journalctl's short-unix. */
    UNIX("%s%f", Place.LINE),
    /** journalctl's short-monotonic. */
    MONOTONIC("[%u%f]", Place.LINE),
    /** Dovecot 1's own log file. */
    DATE("%Y-%m-%d %T", Place.AFTER_TAG),
    /** multilog's. */
    TAI64N("@%x", Place.BEFORE_LINE),
    /** The same through tai64nlocal. */
    TAI64N_LOCAL("%Y-%m-%d %T%F", Place.BEFORE_LINE),
    /** svlogd -ttt. */
    SVLOGD_T("%Y-%m-%dT%T%F", Place.BEFORE_LINE),
    /** svlogd -tt. */
    SVLOGD("%Y-%m-%d_%T%F", Place.BEFORE_LINE);

    /** Where a stamp of the form stands. */
    enum Place {
        /** In front of whatever line a logger such as multilog got. */
        BEFORE_LINE,
        /** At the start of a line. */
        LINE,
        /** After a tag that starts the line. */
        AFTER_TAG
    }

    private static final long DAY = 86_400;

    private final String form;
    private final Place place;

    Stamp(String form, Place place) {
        this.form = form;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Index after the stamp at {@code start}, or -1 if there is no stamp of this form. */
    int end(byte[] buffer, int start, int end) {
        return new StampReader(buffer, start, end).read(form);
    }

    /**
     * Seconds since the epoch, or -1 if the stamp does not tell. A stamp without a year is of the latest year that puts it
     * at most a day into the future; one without a zone is in {@code zone}, the later of two where a clock was set back
     * unless that is still to come.
     *
     * @param now the present, in seconds since the epoch
     */
    long seconds(byte[] buffer, int start, int end, long now, ZoneId zone) {
        var reading = new StampReader(buffer, start, end);
        reading.read(form);
        try {
            return switch (this) {
                case UNIX, TAI64N -> reading.seconds();
                case MONOTONIC -> -1;
                case RFC3339 -> reading.date(reading.year()).toEpochSecond(reading.offset());
                case RFC3164 -> latest(reading, now, zone);
                default -> local(reading.date(reading.year()), now, reading.isUtc() ? ZoneOffset.UTC : zone);
            };
        } catch (DateTimeException e) {
            return -1;
        }
    }

    private static long latest(StampReader reading, long now, ZoneId zone) {
        int year = Instant.ofEpochSecond(now).atZone(zone).getYear() + 1;
        for (int oldest = year - 9; year > oldest; year--) {
            if (reading.isDate(year)) {
                long seconds = local(reading.date(year), now, zone);
                if (seconds <= now + DAY) {
                    return seconds;
                }
            }
        }
        return -1;
    }

    private static long local(LocalDateTime date, long now, ZoneId zone) {
        var zoned = date.atZone(zone);
        long later = zoned.withLaterOffsetAtOverlap().toEpochSecond();
        return later <= now ? later : zoned.toEpochSecond();
    }
}
