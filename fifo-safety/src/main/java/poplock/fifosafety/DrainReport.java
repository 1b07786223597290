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
    private Amount drained = Amount.NONE;
    private Amount lost = Amount.NONE;
    private Amount unsaid = Amount.NONE;
    private Amount unsaidLost = Amount.NONE;

    /** @param fifo its name */
    DrainReport(Messages messages, String fifo) {
        this.messages = messages;
        this.fifo = fifo;
    }

    void add(Amount moreDrained, Amount moreLost) {
        drained = drained.plus(moreDrained);
        lost = lost.plus(moreLost);
        unsaid = unsaid.plus(moreDrained);
        unsaidLost = unsaidLost.plus(moreLost);
    }

    /** Says that the FIFO has been emptied, if it is time. */
    void drained(long now, Outlet outlet) {
        if (!stalled || now >= next) {
            stalled = true;
            next = now + SELDOM;
            boolean loss = outlet.keeps() && unsaidLost.bytes() > 0;
            messages.plain(fifo + " is not read: drained " + unsaid + ", " + outlet.where()
                    + (loss ? ", but lost " + unsaidLost + " of it" : ""));
            unsaid = unsaidLost = Amount.NONE;
        }
    }

    /** Says that the stall is over, if there was one. */
    void end(String why) {
        if (stalled) {
            messages.plain(fifo + " " + why + ": drained " + drained + " in all, lost " + lost);
        }
        stalled = false;
        drained = lost = unsaid = unsaidLost = Amount.NONE;
    }
}
