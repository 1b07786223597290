package poplock.relaylock;

import java.io.IOException;
import java.util.Optional;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Database;
import poplock.common.Entry;
import poplock.common.Exit;
import poplock.common.Verdict;

/**
 * Runs a program with RELAYCLIENT set if the connecting host may relay. The only place where relaying is granted:
 * never on doubt, and mail is never refused on doubt.
 */
public final class Relaylock {
    /** The release, as the pom has it; the native executable has no manifest to read it from. */
    static final String VERSION = "3.0.0";

    private static final String RELAYCLIENT = "RELAYCLIENT";
    private static final String USAGE = """
            Usage: relaylock [-c FILE] program [argument...]
            Runs program, with RELAYCLIENT set if the host in TCPREMOTEIP may relay.
              -c, --config=FILE   configuration file, else $SMTP_POPLOCK_CONFIG,
                                  else /etc/smtp-poplock/smtp-poplock.conf
              -h, --help          show this and exit
              -V, --version       show the version and exit
            """;

    private final Posix posix;
    private final Messages messages;

    Relaylock(Posix posix) {
        this.posix = posix;
        messages = new Messages(posix);
    }

    /** Becomes the program that the arguments name, or exits with 100 or 111. */
    public static void main(String[] arguments) {
        System.exit(new Relaylock(new JvmPosix(arguments)).run());
    }

    /** @return the exit status, where no program could be run */
    int run() {
        try {
            Options options = Options.parse(posix);
            return switch (options.action()) {
                case RUN -> relay(options);
                case HELP -> print(USAGE);
                case VERSION -> print("relaylock " + VERSION + "\n");
            };
        } catch (Complaint complaint) {
            messages.fatal(complaint.getMessage());
            return complaint.exit();
        }
    }

    private int print(String text) {
        return posix.print(text) < 0 ? Exit.TEMPORARY : Exit.OK;
    }

    private int relay(Options options) {
        posix.ifMemoryRunsOut(options.program());
        if (posix.variable(RELAYCLIENT) == null) {
            String relayclient = judge(options.config());
            if (relayclient != null && posix.setVariable(RELAYCLIENT, relayclient) < 0) {
                messages.warning("unable to set RELAYCLIENT: out of memory");
            }
        }
        int error = new Program(posix, options.program()).exec();
        messages.fatal("unable to run " + posix.argument(options.program()) + ": " + Errno.words(error));
        return Exit.TEMPORARY;
    }

    /** @return the value for RELAYCLIENT, or null if the host may not relay or there is no telling */
    private String judge(String configOption) {
        try {
            Config config = config(Config.choose(configOption, posix.variable(Config.VARIABLE)));
            Address address = address();
            Verdict verdict = Verdict.of(config, wanted -> find(config.dbfile(), wanted), address,
                    posix.now());
            if (config.verbose()) {
                messages.plain(
                        address + (verdict.allowed() ? " allowed: " : " not allowed: ") + verdict.reason());
            }
            return verdict.allowed() ? config.relayclient() : null;
        } catch (Complaint | IOException doubt) {
            messages.warning(doubt.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            messages.warning("unforeseen: " + unforeseen);
        }
        return null;
    }

    private Config config(String name) throws IOException {
        try (PosixFile file = PosixFile.open(posix, name)) {
            if (file == null) {
                throw Complaint.usage("unable to read " + name + ": " + Errno.words(Errno.ENOENT));
            }
            return Config.parse(name, file.content(Config.MAX_BYTES));
        }
    }

    private Optional<Entry> find(String name, Address address) throws IOException {
        try (PosixFile file = PosixFile.open(posix, name)) {
            return file == null ? Optional.empty() : new Database(name, file).find(address);
        }
    }

    /** The connecting host's, as tcpserver and others after it hand it on. */
    private Address address() {
        String variable = variable();
        String text = posix.variable(variable);
        if (text == null) {
            throw Complaint.usage(variable + " is not set");
        }
        return Address.parse(text)
                .orElseThrow(() -> Complaint.usage(variable + ": '" + text + "' is not an address"));
    }

    private String variable() {
        String protocol = posix.variable("PROTO");
        boolean name = protocol != null && protocol.indexOf('=') < 0;
        String variable = name ? protocol + "REMOTEIP" : "";
        return name && posix.variable(variable) != null ? variable : "TCPREMOTEIP";
    }
}
