package poplock.readlog;

import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;

/** One reading of a time stamp, from left to right, by a form of {@link Stamp}. */
final class StampReader {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final String WEEKDAYS = "MonTueWedThuFriSatSun";
    /** daemontools counts TAI as if there had been no leap second since 1972. */
    private static final long TAI64_EPOCH = (1L << 62) + 10;

    private final byte[] buffer;
    private final int end;
    private int at;
    private int year;
    private int month;
    private int day;
    private int time;
    private int offset;
    private boolean isUtc;
    private long seconds;

    StampReader(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    /** Index after the stamp, or -1. */
    int read(String form) {
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            boolean fits = c == '%' ? field(form.charAt(++i)) : skip(c);
            if (!fits) {
                return -1;
            }
        }
        return at;
    }

    LocalDateTime date(int inYear) {
        return LocalDateTime.of(inYear, month, day, time / 3600, time / 60 % 60, time % 60);
    }

    boolean isDate(int inYear) {
        return month != 2 || day != 29 || Year.isLeap(inYear);
    }

    int year() {
        return year;
    }

    boolean isUtc() {
        return isUtc;
    }

    long seconds() {
        return seconds;
    }

    ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(offset);
    }

    private boolean field(char kind) {
        return switch (kind) {
            case 'a' -> name(WEEKDAYS) > 0;
            case 'b' -> (month = name(MONTHS)) > 0;
            case 'e' -> paddedDay();
            case 'Y' -> (year = number(4)) >= 0;
            case 'm' -> (month = number(2)) >= 1 && month <= 12;
            case 'd' -> (day = number(2)) >= 1 && day <= 31;
            case 'T' -> time();
            case 'f' -> !skip('.') || fraction();
            case 'F' -> skip('.') && fraction();
            case 'z' -> zone();
            case 'Z' -> zoneName();
            case 's' -> digits(9, 11);
            case 'u' -> uptime();
            default -> tai64n();
        };
    }

    private boolean skip(char c) {
        if (at < end && buffer[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isDigit() {
        return at < end && buffer[at] >= '0' && buffer[at] <= '9';
    }

    /** 1 for the first of the three-letter names, 0 if it is none of them. */
    private int name(String names) {
        if (at + 3 > end) {
            return 0;
        }
        for (int i = 0; i < names.length(); i += 3) {
            if (buffer[at] == names.charAt(i) && buffer[at + 1] == names.charAt(i + 1)
                    && buffer[at + 2] == names.charAt(i + 2)) {
                at += 3;
                return i / 3 + 1;
            }
        }
        return 0;
    }

    /** The number of so many digits, or -1. */
    private int number(int digits) {
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
        int hour = number(2);
        int minute = hour >= 0 && hour <= 23 && skip(':') ? number(2) : -1;
        int second = minute >= 0 && minute <= 59 && skip(':') ? number(2) : -1;
        time = hour * 3600 + minute * 60 + Math.min(second, 59);
        return second >= 0 && second <= 60;
    }

    private boolean fraction() {
        long kept = seconds;
        boolean fits = digits(1, 9);
        seconds = kept;
        return fits;
    }

    private boolean zone() {
        if (skip('Z')) {
            return true;
        }
        int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
        int hours = sign == 0 ? -1 : number(2);
        skip(':');
        int minutes = hours >= 0 && hours <= 18 ? number(2) : -1;
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
        isUtc = at - start == 3 && (buffer[start] == 'U' && buffer[start + 1] == 'T'
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
