package poplock.readlog.line;

import poplock.common.CivilTime;

/**
 * When a log line was written: an old line is never a new login, from whatever source it comes and however late. The one
 * rule: what its stamp says, and never later than its arrival.
 *
 * <p>A stamp that names its zone is taken as it is, one that does not is of the source's zone. If it can be of two times (it
 * has no year, or it is of the hour that comes twice when clocks are set back), it is of the latest that has been. Clocks of
 * two machines differ a little, so up to {@link #AHEAD} seconds after the arrival has been. A stamp that is further ahead, or
 * of a time that never was (30 February, the hour that is left out when clocks are set forward), dates nothing.
 */
public final class Dating {
    /** Clocks may differ by so many seconds. */
    public static final int AHEAD = 300;
    /** No time: the stamp is further ahead of the arrival than clocks may differ. */
    public static final long IN_FUTURE = -1;
    /** No time: there was none that the stamp tells. */
    public static final long NEVER = -2;

    private static final int DAY = 86_400;
    /** Years back in which a day and month are looked for: there is a 29 February in any nine years. */
    private static final int YEARS = 9;

    private final Zone zone;
    private final StampReader reader = new StampReader();
    private boolean isStamped;
    private final DatedStamp before = new DatedStamp();

    /** @param zone of the stamps that name none */
    public Dating(Zone zone) {
        this.zone = zone;
    }

    /**
     * Seconds since the epoch, not after the line's arrival; {@link #IN_FUTURE} or {@link #NEVER} if the line's stamp dates
     * nothing.
     */
    public long date(LogLine line, Arrival arrival) {
        Header header = line.header();
        if (header == null) {
            isStamped = reader.readsAnyAt(line.buffer(), line.start(), line.end());
            return isStamped ? read(arrival.time()) : arrival.unstamped();
        }
        if (!before.isOf(header, line.buffer(), arrival.time())) {
            isStamped = reader.reads(header, line.buffer());
            if (!isStamped) {
                return arrival.unstamped();
            }
            before.set(header, reader.end(), line.buffer(), arrival.time(), read(arrival.time()));
        }
        isStamped = true;
        long time = before.time();
        // What a logger or a container's runtime got late is as old as its own stamp says.
        return time >= 0 && reader.readsInner(header, line.buffer()) ? read(time) : time;
    }

    /** The time of the stamp that was read, which was written at {@code latest} or before. */
    private long read(long latest) {
        return judged(time(reader.stamp(), latest), latest);
    }

    private static long judged(long time, long latest) {
        return time == NEVER
                ? NEVER
                : time > latest + AHEAD
                        ? IN_FUTURE
                        : Math.max(0, Math.min(time, latest));
    }

    /** Whether the line dated last has a stamp that tells a time of day. */
    public boolean isStamped() {
        return isStamped;
    }

    private long time(Stamp stamp, long arrival) {
        if (stamp == Stamp.UNIX || stamp == Stamp.TAI64N) {
            return reader.seconds();
        }
        boolean hasYear = stamp.hasYear();
        // A leap year, so that every day exists.
        long local = reader.local(hasYear ? reader.year() : 2000);
        if (local == StampReader.NO_SUCH_DAY) {
            return NEVER;
        }
        if (reader.hasZone()) {
            return hasYear
                    ? Math.max(0, local - reader.offset())
                    : latestYear(Zone.of(reader.offset()), arrival);
        }
        return hasYear ? latest(zone, local, arrival) : latestYear(zone, arrival);
    }

    /**
     * The latest year that does not put the stamp into the future. A stamp that is ahead by less than a day is of this year
     * all the same: its clock or its zone is wrong, and that is to be said.
     */
    private long latestYear(Zone its, long arrival) {
        int next = CivilTime.year(Math.floorDiv(arrival, (long) DAY)) + 1;
        for (int year = next; year > next - YEARS; year--) {
            long local = reader.local(year);
            if (local != StampReader.NO_SUCH_DAY && its.earliest(local) <= arrival + DAY) {
                return latest(its, local, arrival);
            }
        }
        return NEVER;
    }

    private static long latest(Zone its, long local, long arrival) {
        long time = its.latest(local, arrival + AHEAD);
        return time == Zone.NONE ? NEVER : Math.max(0, time);
    }
}
