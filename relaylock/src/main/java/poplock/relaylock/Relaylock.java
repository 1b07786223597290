package poplock.relaylock;

import java.io.IOException;
import java.util.List;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Verdict;
import poplock.posix.CString;
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
            List.of("Runs program, with RELAYCLIENT set if the host in TCPREMOTEIP may relay."), List.of(),
            new Operand(Operand.Kind.COMMAND, "program", "what is run, with its arguments"), List.of());
    private static final String RELAYCLIENT = "RELAYCLIENT";
    private static final long SECOND = 1_000_000_000;
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
        if (variable(RELAYCLIENT) == null) {
            String relayclient = judge(arguments);
            if (relayclient != null
                    && libc.setenv(CString.of(RELAYCLIENT), CString.of(relayclient)) < 0) {
                messages.warning("unable to set RELAYCLIENT: out of memory");
            }
        }
        int error = new Program(libc, program).exec();
        messages.fatal("unable to run " + CString.text(libc.argv(program)) + ": " + Errno.words(error));
        return Exit.TEMPORARY;
    }

    /** @return the value for RELAYCLIENT, or null if the host may not relay or there is no telling */
    private String judge(Arguments arguments) {
        try {
            Config config = ConfigFile.read(libc, arguments);
            Address address = address();
            Verdict verdict = Verdict.of(config, wanted -> OpenDatabase.find(libc, config.dbfile(), wanted),
                    address, libc.clockGettime(Libc.CLOCK_REALTIME) / SECOND);
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

    /** The connecting host's, as tcpserver and others after it hand it on. */
    private Address address() {
        String name = addressVariable();
        String text = variable(name);
        if (text == null) {
            throw Complaint.usage(name + " is not set");
        }
        return Address.parse(text)
                .orElseThrow(() -> Complaint.usage(name + ": '" + text + "' is not an address"));
    }

    private String addressVariable() {
        String protocol = variable("PROTO");
        boolean isName = protocol != null && protocol.indexOf('=') < 0;
        String name = isName ? protocol + "REMOTEIP" : "";
        return isName && variable(name) != null ? name : "TCPREMOTEIP";
    }

    private String variable(String name) {
        return CString.text(libc.getenv(CString.of(name)));
    }
}
