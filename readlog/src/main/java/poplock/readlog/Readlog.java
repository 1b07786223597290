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
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;
import poplock.posix.jvm.JvmLibc;

/** Finds logins in mail logs and keeps the database of the addresses that they came from; readlog(8). */
@Command(name = "readlog", sortOptions = false, description = {
        "Follows the log of a POP3 or IMAP server and keeps the database of the addresses that have logged in.",
        "Runs in the foreground until TERM or INT; HUP makes it read the configuration again."}, //
        footer = {"",
                "SOURCE is fifo:PATH, file:PATH, command:CMD or stdin (-); after it may stand tag=TAG (lines without"
                        + " syslog headers), zone=+HH:MM, max=BYTES.",
                "Exit status: 0; 1 --explain found no login; 100 wrong usage or configuration; 111 temporary failure."})
public final class Readlog {
    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = "the configuration (default: "
            + "$SMTP_POPLOCK_CONFIG, else " + Config.DEFAULT_FILE + ")")
    private String config;

    @Option(names = "--source", paramLabel = "SOURCE", description = "read SOURCE, not the configuration's; repeatable")
    private List<String> sources = new ArrayList<>();

    @Option(names = "--dbfile", paramLabel = "FILE", description = "keep the database in FILE")
    private String dbfile;

    @Option(names = "--explain", description = "say of each log line in FILE what the parsers make of it, and exit")
    private boolean explain;

    @Option(names = "--parser", paramLabel = "NAME", description = "with --explain: only this parser")
    private String parser;

    @Option(names = "--tag", paramLabel = "TAG", description = "with --explain: the lines have no header, and this tag")
    private String tag;

    @Option(names = "--check", description = "check the configuration and its parsers, say what it does, and exit")
    private boolean check;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "print this and exit")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "print the version and exit")
    private boolean version;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "with --explain: a log file (default: standard input)")
    private String file;

    private Readlog() {}

    /** Runs the program and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        var readlog = new Readlog();
        var line = new CommandLine(readlog);
        try {
            line.parseArgs(arguments);
            return readlog.run(line);
        } catch (CommandLine.ParameterException e) {
            return complain(Complaint.usage(e.getMessage() + "; see readlog --help"));
        } catch (Complaint e) {
            return complain(e);
        }
    }

    private static int complain(Complaint complaint) {
        System.err.println("readlog: fatal: " + complaint.getMessage());
        return complaint.exit();
    }

    private int run(CommandLine line) {
        if (help) {
            line.usage(System.out);
            return Exit.OK;
        }
        if (version) {
            System.out.println("readlog " + Readlog.class.getPackage().getImplementationVersion());
            return Exit.OK;
        }
        if (explain && check || !explain && (file != null || parser != null || tag != null)) {
            throw Complaint.usage(
                    "--explain [--parser NAME] [--tag TAG] [FILE], --check or neither; see readlog --help");
        }
        return explain ? explain() : check ? check() : follow();
    }

    private int follow() {
        var warnings = new Warnings(warning -> System.err.println("readlog: warning: " + warning));
        var fixed = sources.stream().map(Readlog::source).toList();
        Path database = Path.of(dbfile == null ? config().dbfile() : dbfile);
        var daemon = new Daemon(new JvmLibc(), this::settings, fixed, database, warnings);
        System.err.println("readlog: " + daemon.description());
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
        Config settings = config == null ? configOrDefaults() : config();
        List<Config.Section> shipped = ParsersFile.read(settings);
        LoginParsers parsers = parser == null
                ? LoginParsers.of(settings, shipped)
                : LoginParsers.only(settings, shipped, parser);
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
        Source given = sources.isEmpty() ? new Source(Source.Kind.STDIN, "", "") : source(sources.getLast());
        if (given.kind() == Source.Kind.FIFO || given.kind() == Source.Kind.COMMAND) {
            throw Complaint.usage("--explain reads a file or standard input, not " + given);
        }
        String itsTag = tag == null ? given.tag() : tag;
        if (file == null) {
            return new Source(given.kind(), given.place(), itsTag, given.zone(), given.max());
        }
        return file.equals("-")
                ? new Source(Source.Kind.STDIN, "", itsTag, given.zone(), given.max())
                : new Source(Source.Kind.FILE, file, itsTag, given.zone(), given.max());
    }

    /** Explaining a log needs no configuration: an administrator tries it before there is one. */
    private Config configOrDefaults() {
        String name = Config.choose(null, System.getenv(Config.VARIABLE));
        if (!name.equals(Config.DEFAULT_FILE) || Files.exists(Path.of(name))) {
            return config();
        }
        System.err.println("readlog: warning: no " + name + "; explaining with the defaults");
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
        String name = Config.choose(config, System.getenv(Config.VARIABLE));
        Path path = Path.of(name);
        try {
            if (Files.isRegularFile(path) && Files.size(path) > Config.MAX_BYTES) {
                throw Complaint.usage("unable to read " + name + ": it is too large to be a configuration");
            }
            return Config.parse(name, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw Complaint.usage("unable to read " + name + ": no such file");
        } catch (IOException e) {
            throw Complaint.temporary("unable to read " + name + ": " + Why.of(e));
        }
    }
}
