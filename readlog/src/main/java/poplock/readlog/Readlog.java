package poplock.readlog;

import java.util.List;
import java.util.function.Supplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;
import poplock.posix.Clock;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.posix.jvm.JvmLibc;
import poplock.program.ArgumentComplaint;
import poplock.program.ArgumentReader;
import poplock.program.Arguments;
import poplock.program.ConfigFile;
import poplock.program.Input;
import poplock.program.Messages;
import poplock.program.Operand;
import poplock.program.Option;
import poplock.program.OptionTable;
import poplock.program.Output;
import poplock.program.PicocliReader;
import poplock.program.Start;
import poplock.program.Warnings;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.ParsersFile;

/** Finds logins in mail logs and keeps the database of the addresses that they came from; readlog(8). */
public final class Readlog {
    private static final Option SOURCE = Option.repeated("--source", "SOURCE",
            "read SOURCE, not the configuration's; may be repeated");
    private static final Option DBFILE = Option.valued("--dbfile", "FILE", "keep the database in FILE");
    private static final Option EXPLAIN = Option.flag("", "--explain",
            "say of each log line in FILE what the parsers make of it, and exit");
    private static final Option PARSER = Option.valued("--parser", "NAME",
            "with --explain: only this parser");
    private static final Option TAG = Option.valued("--tag", "TAG",
            "with --explain: the lines have no header, and this tag");
    private static final Option CHECK = Option.flag("", "--check",
            "check the configuration and its parsers, say what it does, and exit");

    public static final OptionTable OPTIONS = OptionTable.of("readlog",
            List.of("Follows the log of a POP3 or IMAP server and keeps the database of the addresses that have "
                    + "logged in.",
                    "Runs in the foreground until TERM or INT; HUP makes it read the configuration again."),
            List.of(SOURCE, DBFILE, EXPLAIN, PARSER, TAG, CHECK),
            new Operand(Operand.Kind.OPTIONAL, "FILE", "with --explain: a log file, else standard input"),
            List.of("SOURCE is fifo:PATH, file:PATH, command:CMD or stdin (-); after it may stand tag=TAG (lines "
                    + "without syslog headers), zone=+HH:MM, max=BYTES.",
                    "Exit status: 0; 1 --explain found no login; 100 wrong usage or configuration; 111 temporary "
                            + "failure."));
    /** Milliseconds that a reader of standard error gets: who reads it may be waiting for us. */
    private static final int PATIENCE = 1_000;

    private final Libc libc;
    private final Messages messages;
    private final Arguments given;
    /** The parsers that count where there is no parsers.conf. */
    private final Supplier<byte[]> packed;

    private Readlog(Libc libc, Messages messages, Arguments given, Supplier<byte[]> packed) {
        this.libc = libc;
        this.messages = messages;
        this.given = given;
        this.packed = packed;
    }

    /** Runs the program and exits with its status. */
    public static void main(String[] arguments) {
        Libc libc = JvmLibc.of(arguments);
        libc.exit(run(libc, PicocliReader::read, ParsersFile::packedIntoJar));
    }

    /**
     * @param packed the parsers that count where there is no parsers.conf
     * @return the exit status
     */
    static int run(Libc libc, ArgumentReader reader, Supplier<byte[]> packed) {
        var messages = new Messages(libc, OPTIONS.program(), PATIENCE);
        return Start.run(OPTIONS, libc, reader, messages,
                given -> new Readlog(libc, messages, given, packed).run());
    }

    private int run() throws Failure {
        boolean explain = given.has(EXPLAIN);
        boolean ofExplain = !given.operands().isEmpty() || given.has(PARSER) || given.has(TAG);
        if (explain && given.has(CHECK) || !explain && ofExplain) {
            throw ArgumentComplaint.of(OPTIONS,
                    "--explain [--parser NAME] [--tag TAG] [FILE], --check or neither");
        }
        return explain ? explain() : given.has(CHECK) ? check() : follow();
    }

    private int follow() {
        var warnings = new Warnings(new Clock(libc)::nanos, messages::warning, messages::plain);
        var fixed = given.values(SOURCE).stream().map(Readlog::source).toList();
        String database = given.has(DBFILE) ? given.value(DBFILE) : config().dbfile();
        var daemon = new Daemon(libc, this::settings, fixed, database, warnings);
        messages.plain(daemon.description());
        return daemon.run();
    }

    private static Source source(String text) {
        try {
            return Source.parse(text);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage("--source " + e.getMessage());
        }
    }

    private int explain() {
        Config settings = given.has(Option.CONFIG) ? config() : configOrDefaults();
        List<Config.Section> shipped = ParsersFile.read(libc, settings, packed);
        LoginParsers parsers = given.has(PARSER)
                ? LoginParsers.only(settings, shipped, given.value(PARSER))
                : LoginParsers.of(settings, shipped);
        Source log = explained();
        try (Input in = log.kind() == Source.Kind.FILE
                ? Input.of(libc, log.place())
                : Input.standard(libc)) {
            return new Explain(parsers, settings, log, new Clock(libc)).run(in, new Output(libc),
                    new Progress(libc, in.size()));
        } catch (Failure e) {
            throw e.error() == Errno.ENOENT
                    ? Complaint.usage(e.getMessage())
                    : Complaint.temporary(e.getMessage());
        }
    }

    /** The log to explain: what {@code --source} says, and FILE and {@code --tag} before that. */
    private Source explained() {
        List<String> sources = given.values(SOURCE);
        Source source = sources.isEmpty() ? new Source(Source.Kind.STDIN, "", "") : source(sources.getLast());
        if (source.kind() == Source.Kind.FIFO || source.kind() == Source.Kind.COMMAND) {
            throw Complaint.usage("--explain reads a file or standard input, not " + source);
        }
        String tag = given.has(TAG) ? given.value(TAG) : source.tag();
        if (given.operands().isEmpty()) {
            return new Source(source.kind(), source.place(), tag, source.zone(), source.max());
        }
        String file = given.operands().getFirst();
        return file.equals("-")
                ? new Source(Source.Kind.STDIN, "", tag, source.zone(), source.max())
                : new Source(Source.Kind.FILE, file, tag, source.zone(), source.max());
    }

    /** Explaining a log needs no configuration: an administrator tries it before there is one. */
    private Config configOrDefaults() {
        String name = ConfigFile.name(libc, given);
        if (!name.equals(Config.DEFAULT_FILE) || FileStatus.of(libc, name).exists()) {
            return config();
        }
        messages.warning("no " + name + "; explaining with the defaults");
        return Config.parse(name, new byte[0]);
    }

    private int check() throws Failure {
        var text = new StringBuilder();
        int exit = Check.run(libc, config(), packed, text);
        new Output(libc).append(text).flush();
        return exit;
    }

    private Daemon.Settings settings() {
        Config settings = config();
        return new Daemon.Settings(settings,
                LoginParsers.of(settings, ParsersFile.read(libc, settings, packed)));
    }

    private Config config() {
        return ConfigFile.read(libc, given);
    }
}
