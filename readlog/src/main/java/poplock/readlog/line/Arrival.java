package poplock.readlog.line;

/**
 * When lines came to readlog, in seconds since the epoch.
 *
 * @param time when they were read, or taken from syslogd: they were logged at this time or before
 * @param unstamped what a line counts from that does not say when it was logged: the same time if it was read as it was
 *            written, else the last moment at which its source is known to have been read, 0 if there is none
 */
public record Arrival(long time, long unstamped) {
    /** Of lines that are read as they are written. */
    public static Arrival live(long now) {
        return new Arrival(now, now);
    }

    /** Of lines that were written while nobody read them; the clock may have been set back since they last were. */
    public static Arrival since(long read, long now) {
        return new Arrival(now, Math.min(read, now));
    }

    public boolean isLive() {
        return unstamped == time;
    }
}
