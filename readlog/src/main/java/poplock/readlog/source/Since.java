package poplock.readlog.source;

import java.util.List;
import java.util.function.LongSupplier;

import poplock.readlog.database.Position;

/**
 * From when on a command is to give its lines. One that can tell ({@code journalctl --since}) is told in the environment, and
 * gives once more what may not have been read. Its lines are dated by their stamps then, so that twice is as good as
 * once. Journalctl's own memory, {@code --cursor-file}, is of no use: with {@code -f} it is not written when a signal ends
 * it, and it may be ahead of what readlog has on the disk.
 */
public final class Since {
    /** Seconds since the epoch, in the command's environment. */
    public static final String VARIABLE = "SMTP_POPLOCK_SINCE";
    /** Lines may come a little out of their order: this many seconds are read again. */
    private static final long SLACK = 10;

    private final String command;
    private final Intake intake;
    private final LongSupplier expiry;
    private long reached;

    /**
     * @param saved as {@link #positions} were when readlog stopped; if none, what was logged until now does not count
     * @param expiry in seconds; logins longer ago are of no use
     */
    Since(String command, List<Position> saved, Intake intake, LongSupplier expiry) {
        this.command = command;
        this.intake = intake;
        this.expiry = expiry;
        reached = saved.isEmpty() ? intake.now() : saved.getFirst().time();
    }

    /** Whether the command asks for it. */
    boolean isWanted() {
        return command.contains(VARIABLE);
    }

    /** For a command that is started now, in seconds since the epoch. */
    String start() {
        long now = intake.now();
        long since = Math.max(Math.min(reached, now) - SLACK, now - expiry.getAsLong());
        // What another command prints first may be of any time.
        intake.unreadSince(isWanted() ? since : 0);
        return Long.toString(since);
    }

    /** How far the command's lines have been read; none if it cannot go on from there. */
    List<Position> positions() {
        if (!isWanted()) {
            return List.of();
        }
        // The stamp, not the present: what was logged between the two may still be on its way.
        reached = Math.max(reached, intake.lastStamp());
        return List.of(Position.of("command:" + command, reached));
    }
}
