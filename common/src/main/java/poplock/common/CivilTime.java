package poplock.common;

/**
 * Days and seconds of the Gregorian calendar, for all years, without java.time: the native executables have none, and
 * relaylock has no time to load it.
 */
public final class CivilTime {
    private static final int SECONDS_OF_DAY = 86_400;
    /** The calendar repeats itself after so many years. */
    private static final int CYCLE_YEARS = 400;
    private static final int CYCLE_DAYS = 146_097;
    /** From 1 March of the year 0, with which a cycle begins, to 1 January 1970. */
    private static final int EPOCH = 719_468;

    private static final String UTC = "0000-00-00T00:00:00Z";
    private static final String OFFSET = "0000-00-00T00:00:00+00:00";
    private static final int ZONE = 19;

    private CivilTime() {}

    /**
     * The days from 1 January 1970 to a date; negative before it.
     *
     * @param month 1 to 12
     * @param day 1 to 31; one past the end of its month is of the next
     */
    public static long days(int year, int month, int day) {
        // Years begin in March here, so that the day that some have more is the last of theirs.
        long fromMarch = month > 2 ? year : year - 1L;
        long cycle = Math.floorDiv(fromMarch, CYCLE_YEARS);
        long yearOfCycle = fromMarch - cycle * CYCLE_YEARS;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return cycle * CYCLE_DAYS + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
                - EPOCH;
    }

    /** The year of a day. @param days from 1 January 1970, negative before it */
    public static int year(long days) {
        int year = 1970 + (int) (days * CYCLE_YEARS / CYCLE_DAYS);
        while (days(year, 1, 1) > days) {
            year--;
        }
        while (days(year + 1, 1, 1) <= days) {
            year++;
        }
        return year;
    }

    /** How many days a month has, 28 to 31. */
    public static int daysOfMonth(int year, int month) {
        return (int) (month == 12 ? 31 : days(year, month + 1, 1) - days(year, month, 1));
    }

    /**
     * Reads a time as RFC 3339 writes it, with its zone: {@code 2026-12-31T18:00:00+01:00}, {@code 2026-12-31T17:00:00Z}. No
     * fractions of a second, and no leap seconds. Makes no object: a configuration may have tens of thousands of them.
     *
     * @param start index of its first byte
     * @param end index after its last one
     * @return seconds since the epoch
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    public static long parse(byte[] text, int start, int end) {
        if (!hasForm(text, start, end)) {
            throw new IllegalArgumentException("'" + ConfigLines.excerpt(text, start, end)
                    + "' is not a time such as 2026-12-31T18:00:00+01:00 or 2026-12-31T17:00:00Z");
        }
        int year = two(text, start) * 100 + two(text, start + 2);
        int month = part(text, start + 5, "month", 1, 12);
        int day = part(text, start + 8, "day", 1, daysOfMonth(year, month));
        long seconds = part(text, start + 11, "hour", 0, 23) * 3_600L
                + part(text, start + 14, "minute", 0, 59) * 60 + part(text, start + 17, "second", 0, 59);
        return days(year, month, day) * SECONDS_OF_DAY + seconds - zone(text, start + ZONE);
    }

    /** Whether it has digits and signs where they belong, whatever the numbers are. */
    private static boolean hasForm(byte[] text, int start, int end) {
        int length = end - start;
        if (length != UTC.length() && length != OFFSET.length()) {
            return false;
        }
        String form = length == UTC.length() ? UTC : OFFSET;
        for (int i = 0; i < length; i++) {
            byte c = text[start + i];
            char wanted = form.charAt(i);
            boolean fits = switch (wanted) {
                case '0' -> c >= '0' && c <= '9';
                case '+' -> c == '+' || c == '-';
                default -> c == wanted;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The offset from UTC in seconds. */
    private static int zone(byte[] text, int at) {
        if (text[at] == 'Z') {
            return 0;
        }
        int seconds = part(text, at + 1, "hour of the zone", 0, 23) * 3_600
                + part(text, at + 4, "minute of the zone", 0, 59) * 60;
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int part(byte[] text, int at, String what, int least, int most) {
        int value = two(text, at);
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "a time has no " + what + " " + value + ": " + least + " to " + most);
        }
        return value;
    }

    private static int two(byte[] text, int at) {
        return (text[at] - '0') * 10 + text[at + 1] - '0';
    }
}
