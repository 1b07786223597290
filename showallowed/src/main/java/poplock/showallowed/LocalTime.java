package poplock.showallowed;

import poplock.posix.Libc;

/** Times for people and programs: ISO 8601, local time with its offset. */
record LocalTime(Libc libc) {
    /** @param seconds since the epoch */
    String text(long seconds) {
        int[] tm = new int[Libc.TM_WORDS];
        if (libc.localtime(seconds, tm) < 0) {
            return String.valueOf(seconds);
        }
        int minutes = Math.abs(tm[Libc.TM_GMTOFF]) / 60;
        String offset = minutes == 0
                ? "Z"
                : (tm[Libc.TM_GMTOFF] < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60);
        return tm[Libc.TM_YEAR] + 1900 + "-" + two(tm[Libc.TM_MON] + 1) + "-" + two(tm[Libc.TM_MDAY]) + "T"
                + two(tm[Libc.TM_HOUR]) + ":" + two(tm[Libc.TM_MIN]) + ":" + two(tm[Libc.TM_SEC]) + offset;
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
