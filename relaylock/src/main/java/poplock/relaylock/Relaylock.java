package poplock.relaylock;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Variable;
import poplock.common.Verdict;
import poplock.posix.CString;
import poplock.posix.Clock;
import poplock.posix.Errno;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;
import poplock.program.ArgumentComplaint;
import poplock.program.Arguments;
import poplock.program.ConfigFile;
import poplock.program.Messages;
import poplock.program.OpenDatabase;
import poplock.program.Operand;
import poplock.program.OptionTable;
import poplock.program.PlainReader;
import poplock.program.Start;

/**
 * Runs a program with RELAYCLIENT set if the connecting host may relay. The only place where relaying is granted:
 * never on doubt, and mail is never refused on doubt.
 */
public final class Relaylock {
    /** The only options are those that all programs have. */
    public static final OptionTable OPTIONS = OptionTable.of("relaylock",
            List.of("Runs program, with RELAYCLIENT set if the host in TCPREMOTEIP (else REMOTE_ADDR,",
                    "else REMOTE_HOST) may relay."),
            List.of(),
            new Operand(Operand.Kind.COMMAND, "program", "what is run, with its arguments"), List.of());
    private static final String RELAYCLIENT = "RELAYCLIENT";
    /** Milliseconds that a client's connection may wait for who reads standard error. */
    private static final int PATIENCE = 1_000;

    private final Libc libc;
    private final Messages messages;

    private Relaylock(Libc libc, Messages messages) {
        this.libc = libc;
        this.messages = messages;
    }

    /** Becomes the program that the arguments name, or exits with 100 or 111. */
    public static void main(String[] arguments) {
        Libc libc = JvmLibc.of(arguments);
        libc.exit(run(libc));
    }

    /** @return the exit status, where no program could be run */
    static int run(Libc libc) {
        var messages = new Messages(libc, OPTIONS.program(), PATIENCE);
        return Start.run(OPTIONS, libc, PlainReader::read, messages, new Relaylock(libc, messages)::relay);
    }

    private int relay(Arguments arguments) {
        int program = arguments.command();
        if (program == libc.argc()) {
            throw ArgumentComplaint.of(OPTIONS, "no program to run");
        }
        libc.lastResort(program);
        if (libc.getenv(CString.of(RELAYCLIENT)) == null) {
            judge(arguments).ifPresent(this::grant);
        }
        int error = new NextProgram(libc, program).exec();
        messages.fatal("unable to run " + CString.text(libc.argv(program)) + ": " + Errno.words(error));
        return Exit.TEMPORARY;
    }

    private void grant(Config config) {
        if (set(RELAYCLIENT, config.relayclient())) {
            for (Variable variable : config.setenv()) {
                set(variable.name(), variable.value());
            }
        }
    }

    private boolean set(String name, String value) {
        boolean done = libc.setenv(CString.of(name), CString.of(value)) >= 0;
        if (!done) {
            messages.warning("unable to set " + name + ": out of memory");
        }
        return done;
    }

    /** @return the configuration that lets the host relay; empty if it may not, or there is no telling */
    private Optional<Config> judge(Arguments arguments) {
        try {
            Config config = ConfigFile.read(libc, arguments);
            Address address = new RemoteAddress(libc).address();
            Verdict verdict = Verdict.of(config, wanted -> OpenDatabase.find(libc, config.dbfile(), wanted),
                    address, new Clock(libc).now());
            if (config.verbose()) {
                messages.plain(
                        address + (verdict.allowed() ? " allowed: " : " not allowed: ") + verdict.reason());
            }
            return verdict.allowed() ? Optional.of(config) : Optional.empty();
        } catch (Complaint | IOException doubt) {
            messages.warning(doubt.getMessage());
        } catch (RuntimeException | Error unforeseen) {
            messages.warning("unforeseen: " + unforeseen);
        }
        return Optional.empty();
    }
}
