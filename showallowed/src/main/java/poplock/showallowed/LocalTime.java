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
        var text = new StringBuilder(25).append(tm[Libc.TM_YEAR] + 1900);
        two(text, '-', tm[Libc.TM_MON] + 1);
        two(text, '-', tm[Libc.TM_MDAY]);
        two(text, 'T', tm[Libc.TM_HOUR]);
        two(text, ':', tm[Libc.TM_MIN]);
        two(text, ':', tm[Libc.TM_SEC]);
        if (minutes == 0) {
            return text.append('Z').toString();
        }
        two(text, tm[Libc.TM_GMTOFF] < 0 ? '-' : '+', minutes / 60);
        two(text, ':', minutes % 60);
        return text.toString();
    }

    private static void two(StringBuilder text, char before, int number) {
        text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
