package poplock.readlog.line;

import poplock.common.CivilTime;

/** One reading of a time stamp, from left to right, by a form of {@link Stamp}. */
final class StampReader extends StampFields {
    /** Not a time. */
    static final long NO_SUCH_DAY = Long.MIN_VALUE;
    private static final int DAY = 86_400;

    private Stamp stamp;

    /** Index after the stamp of this form at {@code start}, or -1 if there is none. */
    int read(Stamp stamp, byte[] bytes, int start, int after) {
        place(bytes, start, after);
        hasZone = stamp.isUtc();
        offset = 0;
        minuteStart = -1;
        fractionStart = start;
        fractionEnd = start;
        String form = stamp.form();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            boolean fits = c == '%' ? field(form.charAt(++i)) : skip(c);
            if (!fits) {
                return -1;
            }
        }
        return at;
    }

    /** Reads the stamp of a header; whether it has one that tells a time of day. */
    boolean reads(Header header, byte[] bytes) {
        return reads(header.stamp(), bytes, header.stampStart(), header.message());
    }

    /** The same of the stamp behind a logger's. */
    boolean readsInner(Header header, byte[] bytes) {
        return reads(header.inner(), bytes, header.innerStart(), header.message());
    }

    private boolean reads(Stamp form, byte[] bytes, int start, int after) {
        stamp = form;
        if (stamp == null || !stamp.tellsTime()) {
            return false;
        }
        read(stamp, bytes, start, after);
        return true;
    }

    /** Reads the stamp that a line without a syslog header starts with; whether it does with one of a known form. */
    boolean readsAnyAt(byte[] bytes, int start, int after) {
        return start < after && (readsAt(bytes, start, after, Stamp.Place.MESSAGE)
                || readsAt(bytes, start, after, Stamp.Place.LINE)
                || readsAt(bytes, start, after, Stamp.Place.BEFORE_LINE));
    }

    private boolean readsAt(byte[] bytes, int start, int after, Stamp.Place itsPlace) {
        for (Stamp form : Stamp.startingWith(bytes[start], itsPlace)) {
            // A number may be anything.
            boolean isPlain = form == Stamp.UNIX || !form.tellsTime();
            int end = isPlain ? -1 : read(form, bytes, start, after);
            if (end >= 0 && (end == after || bytes[end] == ' ')) {
                stamp = form;
                return true;
            }
        }
        return false;
    }

    /** Index after what was read last. */
    int end() {
        return at;
    }

    /** The form that was read last. */
    Stamp stamp() {
        return stamp;
    }

    /**
     * What was read, if it was in this year, as a clock on the wall tells it: in seconds since it showed 1970.
     * {@link #NO_SUCH_DAY} if the year has no such day.
     */
    long local(int inYear) {
        return day < 1 || day > CivilTime.daysOfMonth(inYear, month)
                ? NO_SUCH_DAY
                : CivilTime.days(inYear, month, day) * DAY + time;
    }

    int year() {
        return year;
    }

    /** Whether the stamp says its zone; {@link #offset} is that zone's then. */
    boolean hasZone() {
        return hasZone;
    }

    /** Where the digits of the minutes start, three before those of the seconds; -1 if the stamp has none. */
    int minuteStart() {
        return minuteStart;
    }

    /** Where the digits of the fraction of a second start; where the stamp does if it has none. */
    int fractionStart() {
        return fractionStart;
    }

    /** Index after them. */
    int fractionEnd() {
        return fractionEnd;
    }

    /** Whether the stream is standard error. */
    boolean isError() {
        return isError;
    }

    long seconds() {
        return seconds;
    }

    /** Seconds east of UTC. */
    int offset() {
        return offset;
    }
}
