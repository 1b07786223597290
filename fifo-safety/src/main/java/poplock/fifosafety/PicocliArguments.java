package poplock.fifosafety;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import poplock.common.Complaint;

/** The jar's options. The same arguments mean the same as in {@link PlainArguments}. */
@Command(name = "fifo-safety")
final class PicocliArguments {
    @Option(names = {"-c", "--config"})
    private String config;
    @Option(names = "--fifo")
    private String fifo;
    @Option(names = "--interval")
    private String interval;
    @Option(names = "--stall")
    private String stall;
    @Option(names = "--spool")
    private String spool;
    @Option(names = {"-h", "--help"})
    private boolean[] help;
    @Option(names = {"-V", "--version"})
    private boolean[] version;

    private PicocliArguments() {}

    /** @throws Complaint for an unknown option, one that is given twice, one without its value, an argument */
    static Options parse(String[] arguments) {
        var given = new PicocliArguments();
        try {
            new CommandLine(given).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false)
                    .parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            throw complaint(e);
        }
        return Options.of(new Options.Given(given.help != null, given.version != null, given.config,
                given.fifo, given.interval, given.stall, given.spool));
    }

    private static Complaint complaint(CommandLine.ParameterException e) {
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched -> Options
                    .unknown(unmatched.getUnmatched().getFirst());
            case CommandLine.MissingParameterException missing -> Options
                    .needsValue(name(missing.getMissing().getFirst()));
            case CommandLine.OverwrittenOptionException twice -> Options.twice(name(twice.getOverwritten()));
            default -> Complaint.usage(e.getMessage() + Options.HINT);
        };
    }

    private static String name(CommandLine.Model.ArgSpec option) {
        return ((CommandLine.Model.OptionSpec) option).longestName();
    }
}
