package poplock.fifosafety;

import poplock.program.Messages;

/**
 * Tells the administrator what is drained from one FIFO: at once when a stall begins, then once a minute, and the sum
 * at its end. A message for each drain could come back through syslogd into the FIFO.
 */
final class DrainReport {
    /** Milliseconds between two messages. */
    private static final long SELDOM = 60_000;

    private final Messages messages;
    private final String fifo;
    private boolean stalled;
    private long next;
    private final Tally drained = new Tally();
    private final Tally lost = new Tally();
    private final Tally unsaid = new Tally();
    private final Tally unsaidLost = new Tally();

    /** @param fifo its name */
    DrainReport(Messages messages, String fifo) {
        this.messages = messages;
        this.fifo = fifo;
    }

    void add(Amount moreDrained, Amount moreLost) {
        drained.add(moreDrained);
        lost.add(moreLost);
        unsaid.add(moreDrained);
        unsaidLost.add(moreLost);
    }

    /** Says that the FIFO has been emptied, if it is time. */
    void drained(long now, Outlet outlet) {
        if (!stalled || now >= next) {
            stalled = true;
            next = now + SELDOM;
            Amount away = unsaidLost.amount();
            boolean loss = outlet.keeps() && away.bytes() > 0;
            messages.plain(fifo + " is not read: drained " + unsaid.amount() + ", " + outlet.where()
                    + (loss ? ", but lost " + away + " of it" : ""));
            unsaid.clear();
            unsaidLost.clear();
        }
    }

    /** Says that the stall is over, if there was one. */
    void end(String why) {
        if (stalled) {
            messages.plain(
                    fifo + " " + why + ": drained " + drained.amount() + " in all, lost " + lost.amount());
        }
        stalled = false;
        drained.clear();
        lost.clear();
        unsaid.clear();
        unsaidLost.clear();
    }
}
