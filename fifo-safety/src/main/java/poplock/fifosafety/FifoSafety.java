package poplock.fifosafety;

import java.io.IOException;
import java.util.List;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.posix.Clock;
import poplock.posix.Libc;
import poplock.posix.Poll;
import poplock.posix.Signals;
import poplock.posix.jvm.JvmLibc;
import poplock.program.ArgumentReader;
import poplock.program.Arguments;
import poplock.program.ConfigFile;
import poplock.program.Messages;
import poplock.program.Operand;
import poplock.program.OptionTable;
import poplock.program.PicocliReader;
import poplock.program.Start;

/** Keeps a FIFO from filling up when its reader fails, so that syslogd never waits for it. */
public final class FifoSafety {
    public static final OptionTable OPTIONS = OptionTable.of("fifo-safety",
            List.of("Keeps the FIFO from filling up if readlog fails, so that syslogd never waits for it."),
            Options.OWN, Operand.NONE,
            List.of("A TIME is 10ms to 1h, such as 200ms, 1s or 5m. TERM ends it. HUP makes it reread the "
                    + "configuration."));

    private final Libc libc;
    private final Messages messages;

    private FifoSafety(Libc libc, Messages messages) {
        this.libc = libc;
        this.messages = messages;
    }

    /** Guards the FIFO until TERM or INT, and exits with 0; with 100 or 111 if it cannot. */
    public static void main(String[] arguments) {
        Libc libc = JvmLibc.of(arguments);
        libc.exit(run(libc, PicocliReader::read));
    }

    /** @return the exit status */
    static int run(Libc libc, ArgumentReader reader) {
        // Who reads standard error may be waiting for us.
        var messages = new Messages(libc, OPTIONS.program(), 0);
        return Start.run(OPTIONS, libc, reader, messages, new FifoSafety(libc, messages)::guard);
    }

    private int guard(Arguments arguments) throws IOException {
        Options options = Options.of(arguments);
        var signals = new Signals(libc, Signals.SIGHUP, Signals.SIGINT, Signals.SIGTERM);
        var patrol = new Patrol(libc, messages, options, settings(arguments, options));
        var poll = new Poll(libc);
        var clock = new Clock(libc);
        long mark = libc.mark();
        while (true) {
            poll.clear();
            poll.await(signals.descriptor());
            long pause = patrol.round();
            poll.until(clock.millis() + pause);
            poll.run();
            int signal = signals.next();
            if (signal == Signals.SIGHUP) {
                reread(patrol, arguments, options);
            } else if (signal != 0) {
                patrol.close();
                return Exit.OK;
            }
            libc.forget(mark);
        }
    }

    private Settings settings(Arguments arguments, Options options) {
        Config config = ConfigFile.read(libc, arguments);
        return Settings.of(config, options);
    }

    private void reread(Patrol patrol, Arguments arguments, Options options) {
        try {
            patrol.settings(settings(arguments, options));
        } catch (Complaint complaint) {
            messages.warning(complaint.getMessage() + "; going on with the old configuration");
        }
    }
}
