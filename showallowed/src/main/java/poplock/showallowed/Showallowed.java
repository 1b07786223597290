package poplock.showallowed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Expiry;
import poplock.common.UserPattern;
import poplock.posix.Clock;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;
import poplock.program.ArgumentComplaint;
import poplock.program.ArgumentReader;
import poplock.program.Arguments;
import poplock.program.ConfigFile;
import poplock.program.Messages;
import poplock.program.Operand;
import poplock.program.Option;
import poplock.program.OptionTable;
import poplock.program.Output;
import poplock.program.PicocliReader;
import poplock.program.Start;

/** Shows the hosts that may relay; says of an address whether and why it may; says how readlog is. */
public final class Showallowed {
    private static final Option ALL = Option.flag("-a", "--all", "show expired and denied logins too");
    private static final Option FORMAT = Option.valued("--format", "FORMAT",
            "table (if not given), plain (lines of the database), json or csv").withBrief("-f");
    private static final Option USER = Option.valued("--user", "NAME",
            "show only hosts that this user has logged in from; * stands for any text").withBrief("-u");
    private static final Option STATUS = Option.flag("", "--status",
            "show whether readlog is well and what it has counted");
    private static final Option MAX_SILENCE = Option.valued("--max-silence", "TIME",
            "with --status: exit 1 if no log line has come for longer, such as 2h");

    public static final OptionTable OPTIONS = OptionTable.of("showallowed",
            List.of("Shows the hosts that may relay because of a login, newest first.",
                    "With ADDRESS: says whether each may relay, by which rule, and why not otherwise.",
                    "relaylock leaves a RELAYCLIENT alone that tcp.smtp has set: such a host relays whatever is shown here."),
            List.of(ALL, FORMAT, USER, STATUS, MAX_SILENCE),
            new Operand(Operand.Kind.ANY, "ADDRESS", "IPv4 or IPv6 address"),
            List.of("Exit status: 0; 1 an ADDRESS is not allowed or, with --status, readlog is not well; "
                    + "100 wrong usage or configuration; 111 the database is garbled or cannot be read."));
    /** Milliseconds that a reader of standard error gets. */
    private static final int PATIENCE = 60_000;

    private final Libc libc;
    private final Messages messages;

    private Showallowed(Libc libc, Messages messages) {
        this.libc = libc;
        this.messages = messages;
    }

    public static void main(String[] arguments) {
        Libc libc = JvmLibc.of(arguments);
        libc.exit(run(libc, PicocliReader::read));
    }

    /** @return the exit status */
    static int run(Libc libc, ArgumentReader reader) {
        var messages = new Messages(libc, OPTIONS.program(), PATIENCE);
        return Start.run(OPTIONS, libc, reader, messages, new Showallowed(libc, messages)::show);
    }

    private int show(Arguments arguments) throws IOException {
        Optional<Expiry> silence = Optional.ofNullable(arguments.value(MAX_SILENCE))
                .map(Showallowed::duration);
        Format.Name format = format(arguments.value(FORMAT));
        UserPattern user = arguments.has(USER) ? new UserPattern(arguments.value(USER)) : null;
        var asked = new ArrayList<Address>();
        for (String operand : arguments.operands()) {
            asked.add(address(operand));
        }
        refuseContradictions(arguments);
        Config config = ConfigFile.read(libc, arguments);
        var out = new Output(libc);
        try {
            var report = new Report(libc, config, new Clock(libc).now(), out,
                    messages::warning);
            return arguments.has(STATUS)
                    ? report.status(silence)
                    : asked.isEmpty()
                            ? report.hosts(format, new Report.Wanted(arguments.has(ALL), user))
                            : report.answers(format, asked);
        } finally {
            // What was found out before a trouble is shown first.
            out.flush();
        }
    }

    private static void refuseContradictions(Arguments arguments) {
        if (arguments.has(STATUS)
                && (arguments.has(ALL) || !arguments.operands().isEmpty() || arguments.has(FORMAT)
                        || arguments.has(USER))) {
            throw wrong("--status goes with neither --all nor --format nor --user nor ADDRESS");
        }
        if (arguments.has(USER) && !arguments.operands().isEmpty()) {
            throw wrong("--user does not go with ADDRESS");
        }
        if (arguments.has(MAX_SILENCE) && !arguments.has(STATUS)) {
            throw wrong("--max-silence goes with --status only");
        }
    }

    private static Format.Name format(String text) {
        if (text == null) {
            return Format.Name.table;
        }
        for (Format.Name name : Format.Name.values()) {
            if (name.name().equals(text)) {
                return name;
            }
        }
        throw wrong("--format: '" + text + "' is not table, plain, json or csv");
    }

    private static Expiry duration(String text) {
        try {
            return Expiry.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong("--max-silence: " + e.getMessage());
        }
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> wrong("'" + text + "' is not an address"));
    }

    private static Complaint wrong(String what) {
        return ArgumentComplaint.of(OPTIONS, what);
    }
}
