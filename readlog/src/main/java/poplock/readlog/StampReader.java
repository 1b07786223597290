package poplock.readlog;

/** One reading of a time stamp, from left to right, by a form of {@link Stamp}. */
final class StampReader extends Cursor {
    private static final int[] MONTHS = packed("Jan\nFeb\nMar\nApr\nMay\nJun\nJul\nAug\nSep\nOct\nNov\nDec");
    private static final int[] WEEKDAYS = packed("Mon\nTue\nWed\nThu\nFri\nSat\nSun");
    /** daemontools counts TAI as if there had been no leap second since 1972. */
    private static final long TAI64_EPOCH = (1L << 62) + 10;
    /** Not a time. */
    static final long NO_SUCH_DAY = Long.MIN_VALUE;
    private static final int DAY = 86_400;

    private Stamp stamp;

    private int year;
    private int month;
    private int day;
    private int time;
    private int offset;
    private boolean hasZone;
    private int fractionStart;
    private int fractionEnd;
    private long seconds;

    /** Index after the stamp of this form at {@code start}, or -1 if there is none. */
    int read(Stamp stamp, byte[] bytes, int start, int after) {
        place(bytes, start, after);
        hasZone = stamp.isUtc();
        offset = 0;
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
        stamp = header.stamp();
        if (stamp == null || stamp == Stamp.MONOTONIC) {
            return false;
        }
        read(stamp, bytes, header.stampStart(), header.message());
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
            boolean isPlain = form == Stamp.UNIX || form == Stamp.MONOTONIC;
            int end = isPlain ? -1 : read(form, bytes, start, after);
            if (end >= 0 && (end == after || bytes[end] == ' ')) {
                stamp = form;
                return true;
            }
        }
        return false;
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
        return day < 1 || day > daysOf(month, inYear) ? NO_SUCH_DAY : daysBefore(inYear) * DAY + time;
    }

    private static int daysOf(int month, int year) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days from 1970 to the day that was read. A year that begins in March ends with the day that not all years have. */
    private long daysBefore(int inYear) {
        long march = month > 2 ? inYear : inYear - 1;
        long inMarchYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return march * 365 + Math.floorDiv(march, 4) - Math.floorDiv(march, 100) + Math.floorDiv(march, 400)
                + inMarchYear - 719_468;
    }

    int year() {
        return year;
    }

    /** Whether the stamp says its zone; {@link #offset} is that zone's then. */
    boolean hasZone() {
        return hasZone;
    }

    /** Where the digits of the fraction of a second start; where the stamp does if it has none. */
    int fractionStart() {
        return fractionStart;
    }

    /** Index after them. */
    int fractionEnd() {
        return fractionEnd;
    }

    long seconds() {
        return seconds;
    }

    /** Seconds east of UTC. */
    int offset() {
        return offset;
    }

    private boolean field(char kind) {
        return switch (kind) {
            case 'a' -> name(WEEKDAYS) > 0;
            case 'b' -> (month = name(MONTHS)) > 0;
            case 'e' -> paddedDay();
            case 'Y' -> (year = fixed(4)) >= 0;
            case 'm' -> (month = fixed(2)) >= 1 && month <= 12;
            case 'd' -> (day = fixed(2)) >= 1 && day <= 31;
            case 'T' -> time();
            case 'f' -> !skip('.') || fraction();
            case 'F' -> skip('.') && fraction();
            case 'c' -> !skip('.') && !skip(',') || fraction();
            case 'z' -> zone();
            case 'o' -> offsetAfterBlank();
            case 'Z' -> zoneName();
            case 's' -> digits(9, 11);
            case 'u' -> uptime();
            default -> tai64n();
        };
    }

    /** 1 for the first of the three-letter names, 0 if it is none of them. */
    private int name(int[] names) {
        if (at + 3 > end) {
            return 0;
        }
        int name = packed(buffer[at], buffer[at + 1], buffer[at + 2]);
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                at += 3;
                return i + 1;
            }
        }
        return 0;
    }

    private static int[] packed(String names) {
        return names.lines().mapToInt(name -> packed(name.charAt(0), name.charAt(1), name.charAt(2)))
                .toArray();
    }

    private static int packed(int first, int second, int third) {
        return first << 16 | second << 8 | third;
    }

    /** The number of so many digits, or -1. */
    private int fixed(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            if (!isDigit()) {
                return -1;
            }
            number = number * 10 + buffer[at++] - '0';
        }
        return number;
    }

    private boolean digits(int least, int most) {
        int start = at;
        seconds = 0;
        while (isDigit() && at - start < most) {
            seconds = seconds * 10 + buffer[at++] - '0';
        }
        return at - start >= least;
    }

    private boolean paddedDay() {
        boolean padded = skip(' ');
        day = isDigit() ? buffer[at++] - '0' : 0;
        if (!padded && isDigit()) {
            day = day * 10 + buffer[at++] - '0';
        }
        return day >= 1 && day <= 31;
    }

    private boolean time() {
        int hour = fixed(2);
        int minute = hour >= 0 && hour <= 23 && skip(':') ? fixed(2) : -1;
        int second = minute >= 0 && minute <= 59 && skip(':') ? fixed(2) : -1;
        time = hour * 3600 + minute * 60 + Math.min(second, 59);
        return second >= 0 && second <= 60;
    }

    private boolean fraction() {
        long kept = seconds;
        fractionStart = at;
        boolean fits = digits(1, 9);
        fractionEnd = at;
        seconds = kept;
        return fits;
    }

    private boolean offsetAfterBlank() {
        int start = at;
        int kept = offset;
        boolean isThere = skip(' ') && at < end && (buffer[at] == '+' || buffer[at] == '-') && zone();
        if (!isThere) {
            at = start;
            offset = kept;
        }
        return true;
    }

    private boolean zone() {
        hasZone = zoneOffset();
        return hasZone;
    }

    private boolean zoneOffset() {
        if (skip('Z')) {
            return true;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = sign == 0 ? -1 : fixed(2);
        skip(':');
        int minutes = hours >= 0 && hours <= 18 ? fixed(2) : -1;
        offset = sign * (hours * 3600 + minutes * 60);
        return minutes >= 0 && minutes <= 59 && Math.abs(offset) <= 18 * 3600;
    }

    private boolean zoneName() {
        int start = at;
        while (at < end && at - start < 6 && buffer[at] != ' ') {
            byte c = buffer[at];
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '+' && c != '-') {
                return false;
            }
            at++;
        }
        hasZone = at - start == 3 && (buffer[start] == 'U' && buffer[start + 1] == 'T'
                || buffer[start] == 'G' && buffer[start + 1] == 'M');
        return at - start >= 2;
    }

    private boolean uptime() {
        int blanks = 0;
        while (blanks < 6 && skip(' ')) {
            blanks++;
        }
        return digits(1, 10);
    }

    private boolean tai64n() {
        int start = at;
        long label = 0;
        while (at < end && at - start < 24 && Character.digit(buffer[at], 16) >= 0) {
            label = at - start < 16 ? label << 4 | Character.digit(buffer[at], 16) : label;
            at++;
        }
        seconds = label - TAI64_EPOCH;
        return at - start == 24 && seconds >= 0;
    }
}
