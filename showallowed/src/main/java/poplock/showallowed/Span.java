package poplock.showallowed;

/**
 * A span of time, for people.
 *
 * @param seconds negative for the future
 */
record Span(long seconds) {
    /** The two greatest units that say something: "45s", "5m 12s", "3d 4h". */
    @Override
    public String toString() {
        long left = Math.abs(seconds);
        String sign = seconds < 0 ? "-" : "";
        if (left < 60) {
            return sign + left + "s";
        }
        if (left < 3_600) {
            return sign + two(left / 60, "m", left % 60, "s");
        }
        return sign + (left < 86_400
                ? two(left / 3_600, "h", left % 3_600 / 60, "m")
                : two(left / 86_400, "d", left % 86_400 / 3_600, "h"));
    }

    private static String two(long great, String greatUnit, long small, String smallUnit) {
        return great + greatUnit + (small == 0 ? "" : " " + small + smallUnit);
    }
}
