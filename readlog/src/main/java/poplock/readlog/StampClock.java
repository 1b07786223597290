package poplock.readlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Tells the time of the stamps of one source. A backlog has many lines of one minute, and time zones change at full
 * minutes only, so the minute last worked out is kept.
 */
final class StampClock {
    private static final int DAY = 86_400;
    private static final int MINUTE = 60;
    /** Years back in which a day and month are looked for: there is a 29 February in any nine years. */
    private static final int YEARS = 9;

    private final ZoneId zone;
    private final StampReader reader = new StampReader();
    private Stamp keptForm;
    private LocalDateTime keptMinute;
    private long keptNow;
    private long kept;

    /** @param zone of the stamps that name none */
    StampClock(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Seconds since the epoch, or -1 if the header's stamp does not tell. A stamp without a year is of the latest year that
     * puts it at most a day into the future. Where a clock was set back and a time comes twice, it is the later one unless
     * that is still to come.
     *
     * @param now the present, in seconds since the epoch
     */
    long seconds(Header header, byte[] buffer, long now) {
        Stamp stamp = header.stamp();
        if (stamp == null || stamp == Stamp.MONOTONIC) {
            return -1;
        }
        reader.read(stamp, buffer, header.stampStart(), header.message());
        try {
            return switch (stamp) {
                case UNIX, TAI64N -> reader.seconds();
                case RFC3339 -> reader.minute(reader.year()).toEpochSecond(reader.offset()) + reader.second();
                default -> minute(stamp, now) + reader.second();
            };
        } catch (DateTimeException e) {
            return -1;
        }
    }

    private long minute(Stamp stamp, long now) {
        boolean hasYear = stamp != Stamp.RFC3164;
        // a leap year, so that every day exists
        LocalDateTime minute = reader.minute(hasYear ? reader.year() : 2000);
        if (reader.isUtc()) {
            return minute.toEpochSecond(ZoneOffset.UTC);
        }
        if (stamp != keptForm || !minute.equals(keptMinute) || Math.abs(now - keptNow) >= MINUTE) {
            kept = hasYear ? local(minute, now) : latest(minute, now);
            keptForm = stamp;
            keptMinute = minute;
            keptNow = now;
        }
        return kept;
    }

    private long latest(LocalDateTime minute, long now) {
        int thisYear = Instant.ofEpochSecond(now).atZone(zone).getYear();
        for (int year = thisYear + 1; year > thisYear - YEARS; year--) {
            LocalDateTime then = minute.withYear(year);
            // withYear makes 29 February the 28th where there is none
            if (then.getDayOfMonth() == minute.getDayOfMonth()) {
                long seconds = local(then, now);
                if (seconds <= now + DAY) {
                    return seconds;
                }
            }
        }
        throw new DateTimeException("no such day");
    }

    private long local(LocalDateTime minute, long now) {
        var zoned = minute.atZone(zone);
        long later = zoned.withLaterOffsetAtOverlap().toEpochSecond();
        return later <= now ? later : zoned.toEpochSecond();
    }
}
