package poplock.readlog;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;
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
import poplock.program.PicocliReader;
import poplock.program.Start;
import poplock.program.Warnings;
import poplock.readlog.line.Why;
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

    private Readlog(Libc libc, Messages messages, Arguments given) {
        this.libc = libc;
        this.messages = messages;
        this.given = given;
    }

    /** Runs the program and exits with its status. */
    public static void main(String[] arguments) {
        Libc libc = JvmLibc.of(arguments);
        libc.exit(run(libc, PicocliReader::read));
    }

    /** @return the exit status */
    static int run(Libc libc, ArgumentReader reader) {
        var messages = new Messages(libc, OPTIONS.program(), PATIENCE);
        return Start.run(OPTIONS, libc, reader, messages, given -> new Readlog(libc, messages, given).run());
    }

    private int run() {
        boolean explain = given.has(EXPLAIN);
        boolean ofExplain = !given.operands().isEmpty() || given.has(PARSER) || given.has(TAG);
        if (explain && given.has(CHECK) || !explain && ofExplain) {
            throw ArgumentComplaint.of(OPTIONS,
                    "--explain [--parser NAME] [--tag TAG] [FILE], --check or neither");
        }
        return explain ? explain() : given.has(CHECK) ? check() : follow();
    }

    private int follow() {
        var warnings = new Warnings(messages::warning);
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
        List<Config.Section> shipped = ParsersFile.read(settings);
        LoginParsers parsers = given.has(PARSER)
                ? LoginParsers.only(settings, shipped, given.value(PARSER))
                : LoginParsers.of(settings, shipped);
        Source log = explained();
        boolean isFile = log.kind() == Source.Kind.FILE;
        try (InputStream in = isFile ? Files.newInputStream(Path.of(log.place())) : System.in;
                var out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
            var progress = new Progress(isFile ? Files.size(Path.of(log.place())) : 0, System.err);
            return new Explain(parsers, settings, log, out).run(in, progress);
        } catch (NoSuchFileException e) {
            throw Complaint.usage("unable to read " + log.place() + ": no such file");
        } catch (IOException e) {
            throw Complaint
                    .temporary(
                            "unable to read " + (isFile ? log.place() : "standard input") + ": " + Why.of(e));
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
        if (!name.equals(Config.DEFAULT_FILE) || Files.exists(Path.of(name))) {
            return config();
        }
        messages.warning("no " + name + "; explaining with the defaults");
        return Config.parse(name, new byte[0]);
    }

    private int check() {
        return Check.run(config(), System.out);
    }

    private Daemon.Settings settings() {
        Config settings = config();
        return new Daemon.Settings(settings, LoginParsers.of(settings, ParsersFile.read(settings)));
    }

    private Config config() {
        return ConfigFile.read(libc, given);
    }
}
