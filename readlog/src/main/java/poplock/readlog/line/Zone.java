package poplock.readlog.line;

import java.util.Arrays;
import java.util.function.LongToIntFunction;

import poplock.posix.CString;
import poplock.posix.Libc;

/** How far the clocks on a place's walls are ahead of UTC. */
public final class Zone {
    public static final Zone UTC = of(0);
    /** No time: there was none at which the clocks showed it. */
    static final long NONE = Long.MIN_VALUE;

    private static final int DAY = 86_400;
    /** Clocks are set at full minutes, in seconds. */
    private static final int MINUTE = 60;
    /** How many minutes are remembered; no whole days and years apart have the same place. */
    private static final int KEPT = 61;
    private static final String FILE = "/etc/localtime";
    private static final String FOLDER = "zoneinfo/";

    private final LongToIntFunction rule;
    private final long[] minutes = new long[KEPT];
    private final int[] offsets = new int[KEPT];

    /** @param rule gives, for a time in seconds since the epoch, how many seconds the clocks are ahead of UTC then */
    public Zone(LongToIntFunction rule) {
        this.rule = rule;
        Arrays.fill(minutes, Long.MIN_VALUE);
    }

    /** A zone whose clocks are never set. */
    public static Zone of(int offset) {
        return new Zone(time -> offset);
    }

    /** This host's: that of TZ or of /etc/localtime. */
    public static Zone ofHost(Libc libc) {
        libc.tzset();
        int[] tm = new int[Libc.TM_WORDS];
        return new Zone(time -> libc.localtime(time, tm) < 0 ? 0 : tm[Libc.TM_GMTOFF]);
    }

    /** What this host's zone is called, as far as it is known. */
    public static String nameOfHosts(Libc libc) {
        byte[] variable = libc.getenv(CString.of("TZ"));
        if (variable != null && variable.length > 0) {
            return CString.text(variable);
        }
        byte[] target = new byte[1 << 12];
        int length = libc.readlink(CString.of(FILE), target);
        String link = length < 0 ? "" : CString.text(target, 0, length);
        int name = link.indexOf(FOLDER);
        return name < 0 ? "this host's zone" : link.substring(name + FOLDER.length());
    }

    private int offset(long time) {
        long minute = Math.floorDiv(time, (long) MINUTE);
        int slot = (int) Math.floorMod(minute, (long) KEPT);
        if (minutes[slot] != minute) {
            offsets[slot] = rule.applyAsInt(time);
            minutes[slot] = minute;
        }
        return offsets[slot];
    }

    /** How far they were ahead before they may have been set at about this time of theirs: they are not set twice in two days. */
    private int before(long local) {
        return offset(local - DAY);
    }

    private int after(long local) {
        return offset(local + DAY);
    }

    private boolean shows(long time, long local) {
        return time + offset(time) == local;
    }

    /**
     * The first time at which the clocks showed this; if they never did, because they were set forward over it, the time at
     * which they would have.
     *
     * @param local what they show, in seconds since they showed 1970
     * @return seconds since the epoch
     */
    long earliest(long local) {
        long early = local - before(local);
        long late = local - after(local);
        return shows(early, local) || !shows(late, local) ? early : late;
    }

    /**
     * The last time up to a limit at which the clocks showed this; if that is none, the first one.
     *
     * @return seconds since the epoch, {@link #NONE} if they never did
     */
    long latest(long local, long limit) {
        long early = local - before(local);
        long late = local - after(local);
        long first = shows(early, local) ? early : NONE;
        return late != early && shows(late, local) && (first == NONE || late <= limit) ? late : first;
    }
}
