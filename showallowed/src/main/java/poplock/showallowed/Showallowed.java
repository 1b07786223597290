package poplock.showallowed;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import poplock.common.Address;
import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Expiry;

/** Shows the hosts that may relay; says of an address whether and why it may; says how readlog is. */
@Command(name = "showallowed", sortOptions = false, synopsisHeading = "Usage: ", description = {
        "Shows the hosts that may relay because of a login, newest first.",
        "With ADDRESS: says whether each may relay, by which rule, and why not otherwise.%n"}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:all went well; each ADDRESS is allowed",
                "1:an ADDRESS is not allowed; with --status, readlog is not well",
                "100:wrong usage or configuration", "111:the database is garbled or cannot be read"})
public final class Showallowed {
    @Option(names = {"-c", "--config"}, paramLabel = "FILE", description = {
            "Read this configuration instead of that named by $" + Config.VARIABLE + ", else "
                    + Config.DEFAULT_FILE + "."})
    private String configFile;

    @Option(names = {"-a", "--all"}, description = "Show expired and denied logins too.")
    private boolean all;

    @Option(names = {"-f",
            "--format"}, paramLabel = "FORMAT", description = "table, plain (lines of the database), json or csv.")
    private Format.Name format = Format.Name.table;

    @Option(names = "--status", description = "Show whether readlog is well and what it has counted.")
    private boolean status;

    @Option(names = "--max-silence", paramLabel = "DURATION", description = {
            "With --status: exit 1 if no log line has come for longer, such as 2h."})
    private String maxSilence;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    private boolean version;

    @Parameters(paramLabel = "ADDRESS", arity = "0..*", description = "IPv4 or IPv6 address.")
    private List<String> addresses = new ArrayList<>();

    public static void main(String[] args) {
        var out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                1 << 16);
        var err = new PrintWriter(System.err, true);
        System.exit(run(args, System.getenv(Config.VARIABLE), System.currentTimeMillis() / 1_000, out, err));
    }

    /**
     * The whole program but for the process.
     *
     * @param environment the value of {@link Config#VARIABLE}, or null
     * @param now the present, in seconds since the epoch
     * @return the exit status
     */
    static int run(String[] args, String environment, long now, Writer out, PrintWriter err) {
        var showallowed = new Showallowed();
        var command = new CommandLine(showallowed).setCaseInsensitiveEnumValuesAllowed(false);
        command.getCommandSpec()
                .version("showallowed " + Showallowed.class.getPackage().getImplementationVersion());
        try {
            command.parseArgs(args);
            if (command.isUsageHelpRequested()) {
                out.append(command.getUsageMessage());
            } else if (command.isVersionHelpRequested()) {
                out.append(command.getCommandSpec().version()[0]).append('\n');
            }
            int exit = showallowed.help || showallowed.version
                    ? Exit.OK
                    : showallowed.report(environment, now, out, err);
            out.flush();
            return exit;
        } catch (CommandLine.ParameterException e) {
            return fatal(Complaint.usage(e.getMessage()), out, err);
        } catch (Complaint e) {
            return fatal(e, out, err);
        } catch (IOException e) {
            return fatal(Complaint.temporary("unable to write: " + e.getMessage()), Writer.nullWriter(), err);
        }
    }

    /** What was found out before the trouble is shown first. */
    private static int fatal(Complaint complaint, Writer out, PrintWriter err) {
        try {
            out.flush();
        } catch (IOException e) {
            err.println("showallowed: warning: unable to write: " + e.getMessage());
        }
        err.println("showallowed: fatal: " + complaint.getMessage());
        return complaint.exit();
    }

    private int report(String environment, long now, Writer out, PrintWriter err) throws IOException {
        var silence = Optional.ofNullable(maxSilence).map(Showallowed::duration);
        var asked = addresses.stream().map(Showallowed::address).toList();
        refuseContradictions();
        var report = new Report(config(Config.choose(configFile, environment)), now, out,
                warning -> err.println("showallowed: warning: " + warning));
        if (status) {
            return report.status(silence);
        }
        return asked.isEmpty() ? report.hosts(format, all) : report.answers(format, asked);
    }

    private void refuseContradictions() {
        if (status && (all || !addresses.isEmpty() || format != Format.Name.table)) {
            throw Complaint.usage("--status goes with neither --all nor --format nor ADDRESS");
        }
        if (maxSilence != null && !status) {
            throw Complaint.usage("--max-silence goes with --status only");
        }
    }

    private static Expiry duration(String text) {
        try {
            return Expiry.parse(text);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage("--max-silence: " + e.getMessage());
        }
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> Complaint.usage("'" + text + "' is not an address"));
    }

    private static Config config(String name) {
        Path file = Path.of(name);
        try (var in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(Config.MAX_BYTES + 1);
            if (content.length > Config.MAX_BYTES) {
                throw Complaint
                        .usage("unable to read " + name + ": longer than " + Config.MAX_BYTES + " bytes");
            }
            return Config.parse(name, content);
        } catch (IOException e) {
            throw Trouble.readingConfig(file, e);
        }
    }
}
