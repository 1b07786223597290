package poplock.fifosafety;

import poplock.common.Complaint;
import poplock.common.Exit;

/** Keeps a FIFO from filling up when its reader fails, so that syslogd never waits for it. */
public final class FifoSafety {
    /** The release, as the pom has it; the native executable has no manifest to read it from. */
    static final String VERSION = "3.0.0";

    private static final String USAGE = """
            Usage: fifo-safety [-c FILE] [--fifo PATH] [--interval TIME] [--stall TIME] [--spool FILE]
            Keeps the FIFO from filling up if readlog fails, so that syslogd never waits for it.
              -c, --config=FILE     configuration file, else $SMTP_POPLOCK_CONFIG,
                                    else /etc/smtp-poplock/smtp-poplock.conf
                  --fifo=PATH       the FIFO, else the configuration's first 'source = fifo:PATH'
                  --interval=TIME   how often to look at it, 1s if not given
                  --stall=TIME      how long nothing may be read from it until it is drained, 5s if not given
                  --spool=FILE      keep what is drained in FILE for readlog, else in the configuration's 'spool',
                                    else throw it away
              -h, --help            show this and exit
              -V, --version         show the version and exit
            A TIME is 10ms to 1h, such as 200ms, 1s or 5m. TERM ends it. HUP makes it reread the configuration.
            """;

    private final Posix posix;
    private final Messages messages;

    private FifoSafety(Posix posix) {
        this.posix = posix;
        messages = new Messages(posix);
    }

    /** Turns arguments into options. */
    interface Reader {
        /** @throws Complaint for wrong usage */
        Options parse(String[] arguments);
    }

    /** Guards the FIFO until TERM or INT, and exits with 0; with 100 or 111 if it cannot. */
    public static void main(String[] arguments) {
        System.exit(
                run(new JvmPosix(new JvmSignals()), PicocliArguments::parse, JvmArguments.bytes(arguments)));
    }

    /** @return the exit status */
    static int run(Posix posix, Reader reader, String[] arguments) {
        return new FifoSafety(posix).run(reader, arguments);
    }

    private int run(Reader reader, String[] arguments) {
        try {
            Options options = reader.parse(arguments);
            return switch (options.action()) {
                case GUARD -> guard(options);
                case HELP -> print(USAGE);
                case VERSION -> print("fifo-safety " + VERSION + "\n");
            };
        } catch (Complaint complaint) {
            messages.fatal(complaint.getMessage());
            return complaint.exit();
        }
    }

    private int print(String text) {
        return posix.print(text) < 0 ? Exit.TEMPORARY : Exit.OK;
    }

    private int guard(Options options) {
        var patrol = new Patrol(posix, messages, options, Settings.read(posix, options));
        while (true) {
            switch (posix.await(patrol.round())) {
                case TIMEOUT -> {
                }
                case HANGUP -> reread(patrol, options);
                case END -> {
                    patrol.close();
                    return Exit.OK;
                }
            }
        }
    }

    private void reread(Patrol patrol, Options options) {
        try {
            patrol.settings(Settings.read(posix, options));
        } catch (Complaint complaint) {
            messages.warning(complaint.getMessage() + "; going on with the old configuration");
        }
    }
}
