package poplock.readlog.line;

/** Reads the parts of a time stamp: numbers, names and zones. */
class StampFields extends Cursor {
    private static final int[] MONTHS = packed("JanFebMarAprMayJunJulAugSepOctNovDec");
    private static final int[] WEEKDAYS = packed("MonTueWedThuFriSatSun");
    private static final byte[][] ZONES = words("UTC", "GMT", "WET", "WEST", "BST", "IST", "CET", "CEST",
            "MEZ", "MESZ", "EET", "EEST", "MSK", "SAST", "PKT", "HKT", "SGT", "JST", "KST", "AWST", "ACST",
            "ACDT", "AEST", "AEDT",
            "NZST", "NZDT", "AST",
            "ADT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "BRT",
            "ART", "CLT");
    /** daemontools counts TAI as if there had been no leap second since 1972. */
    private static final long TAI64_EPOCH = (1L << 62) + 10;

    protected int year;
    protected int month;
    protected int day;
    protected int time;
    protected int offset;
    protected boolean hasZone;
    /** Where the digits of the minutes start, -1 if the stamp has none. */
    protected int minuteStart;
    protected int fractionStart;
    protected int fractionEnd;
    protected long seconds;
    protected boolean isError;

    /** Reads what a letter after a per cent sign in {@link Stamp} stands for. */
    final boolean field(char kind) {
        return switch (kind) {
            case 'a' -> name(WEEKDAYS) > 0;
            case 'b' -> (month = name(MONTHS)) > 0;
            case 'e' -> paddedDay();
            case 'Y' -> (year = fixed(4)) >= 0;
            case 'm' -> (month = fixed(2)) >= 1 && month <= 12;
            case 'd' -> (day = fixed(2)) >= 1 && day <= 31;
            case 'T' -> time(fixed(2));
            case 't' -> time(skip(' ') ? fixed(1) : fixed(2));
            case 'f' -> !skip('.') || fraction();
            case 'F' -> skip('.') && fraction();
            case 'c' -> !skip('.') && !skip(',') || fraction();
            case 'z' -> zone();
            case 'o' -> offsetAfterBlank();
            case 'Z' -> zoneName();
            case 's' -> digits(9, 11);
            case 'u' -> uptime();
            case 'w' -> sinceLineBefore();
            case 'O' -> stream();
            case 'N' -> knownZone();
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
        int[] packed = new int[names.length() / 3];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = packed(names.charAt(3 * i), names.charAt(3 * i + 1), names.charAt(3 * i + 2));
        }
        return packed;
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

    private boolean time(int hour) {
        minuteStart = at + 1;
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

    /** A name that no machine has: the machine stands behind it. */
    private boolean knownZone() {
        int start = at;
        return zoneName() && isOneOf(ZONES, start, at);
    }

    private boolean uptime() {
        int blanks = 0;
        while (blanks < 6 && skip(' ')) {
            blanks++;
        }
        return digits(1, 10);
    }

    private boolean sinceLineBefore() {
        int start = at;
        if (literal(" <") && uptime() && skip('.') && digits(1, 9) && literal(" >")) {
            return true;
        }
        at = start;
        while (at - start < 20 && skip(' ')) {
            // the first line has nothing before it
        }
        return at > start;
    }

    private boolean stream() {
        isError = literal("stderr");
        return isError || literal("stdout");
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
