package poplock.fifosafety;

import poplock.posix.Clock;
import poplock.posix.Libc;
import poplock.program.Messages;

/** Where drained log lines go: into the spool if there is one, else away. Keeps the counts. */
final class Outlet {
    /** Milliseconds between two warnings. */
    private static final long SELDOM = 60_000;

    private final Clock clock;
    private final Messages messages;
    private final SpoolWriter spool;
    private final String where;
    private final Drained counter;
    private long nextWarning;

    Outlet(Libc libc, Messages messages, Settings settings) {
        clock = new Clock(libc);
        this.messages = messages;
        spool = settings.spool() == null
                ? null
                : new SpoolWriter(libc, settings.spool(), settings.spoolMax());
        where = settings.spool() == null ? "away" : "into " + settings.spool();
        counter = Drained.open(libc, settings.counter());
        nextWarning = clock.millis();
    }

    /** In words for the administrator. */
    String where() {
        return where;
    }

    /** Whether what is taken is meant to be kept. */
    boolean keeps() {
        return spool != null;
    }

    /**
     * Takes whole log lines.
     *
     * @param start index of their first byte
     * @param end index after their last byte, an LF
     * @param arrivals when the bytes at these indexes came
     */
    void take(byte[] lines, int start, int end, Arrivals arrivals, DrainReport report) {
        Amount amount = new Amount(end - start, count(lines, start, end));
        SpoolWriter.Result result = spool == null
                ? new SpoolWriter.Result(Amount.NONE, null)
                : spool.append(lines, start, end, arrivals);
        count(amount, amount.minus(result.kept()), result.trouble(), report);
    }

    /** Counts a piece of a line, which is kept nowhere. */
    void lose(Amount piece, DrainReport report) {
        count(piece, piece, null, report);
    }

    private void count(Amount drained, Amount lost, String trouble, DrainReport report) {
        report.add(drained, lost);
        String counterTrouble = counter.add(drained, lost);
        String worst = trouble != null ? trouble : counterTrouble;
        if (worst != null && clock.millis() >= nextWarning) {
            nextWarning = clock.millis() + SELDOM;
            messages.warning(worst);
        }
    }

    private static int count(byte[] lines, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            count += lines[i] == '\n' ? 1 : 0;
        }
        return count;
    }
}
