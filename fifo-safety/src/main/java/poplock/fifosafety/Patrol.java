package poplock.fifosafety;

import java.util.ArrayList;
import java.util.List;

import poplock.common.Complaint;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.program.Messages;

/**
 * Guards the FIFO that has the name, and those that had it: when it is removed or replaced, syslogd goes on writing into
 * the old one until it opens its log files anew, and must not wait there, either.
 */
final class Patrol {
    /** More old ones than this are given up, the oldest first. */
    static final int MAX_OLD = 4;

    private final Libc libc;
    private final Messages messages;
    private final Options options;
    private final Buffers buffers;
    private final List<Guard> old = new ArrayList<>();
    private Settings settings;
    private Outlet outlet;
    private Guard current;
    private String lastTrouble = "";

    /** @throws Complaint if there is no FIFO to guard */
    Patrol(Libc libc, Messages messages, Options options, Settings settings) {
        this.libc = libc;
        this.messages = messages;
        this.options = options;
        buffers = new Buffers(libc);
        this.settings = settings;
        outlet = new Outlet(libc, messages, settings);
        current = guard(Fifo.open(libc, buffers, settings.fifo()));
    }

    /** Takes another configuration from now on. */
    void settings(Settings newSettings) {
        if (!newSettings.equals(settings)) {
            settings = newSettings;
            outlet = new Outlet(libc, messages, newSettings);
            libc.keep();
        }
    }

    /**
     * Looks at each FIFO once.
     *
     * @return milliseconds until the next round
     */
    long round() {
        follow();
        long pause = current.look(outlet);
        for (Guard guard : List.copyOf(old)) {
            pause = Math.min(pause, guard.look(outlet));
            if (guard.fifo().abandoned()) {
                giveUp(guard);
            }
        }
        return pause;
    }

    void close() {
        current.close("is guarded no more");
        for (Guard guard : old) {
            guard.close("is guarded no more");
        }
    }

    private void follow() {
        FileStatus status = FileStatus.of(libc, settings.fifo());
        if (current.fifo().is(status)) {
            lastTrouble = "";
            return;
        }
        try {
            Fifo fifo = Fifo.open(libc, buffers, settings.fifo());
            current.fifo().onlyRead();
            old.add(current);
            current = guard(fifo);
            messages.plain(settings.fifo() + " is another FIFO now");
            if (old.size() > MAX_OLD) {
                giveUp(old.getFirst());
            }
            libc.keep();
        } catch (Complaint complaint) {
            if (!complaint.getMessage().equals(lastTrouble)) {
                messages.warning(complaint.getMessage());
                lastTrouble = complaint.getMessage();
                libc.keep();
            }
        }
    }

    private Guard guard(Fifo fifo) {
        return new Guard(libc, buffers, fifo, new StallWatch(options.interval(), options.stall()),
                new DrainReport(messages, settings.fifo()));
    }

    /** Nobody else will ever read what an old FIFO still holds. */
    private void giveUp(Guard guard) {
        guard.drain(outlet);
        guard.close("has no writer any more");
        old.remove(guard);
    }
}
