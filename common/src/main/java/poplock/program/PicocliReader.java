package poplock.program;

import java.util.Collections;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import poplock.posix.CString;
import poplock.posix.Libc;

/** The reader of the jars, by picocli. The same arguments mean the same as in {@link PlainReader}. */
public final class PicocliReader {
    private final OptionTable table;

    private PicocliReader(OptionTable table) {
        this.table = table;
    }

    /** An {@link ArgumentReader}. */
    public static Arguments read(OptionTable table, Libc libc) {
        String[] words = new String[Math.max(libc.argc() - 1, 0)];
        for (int i = 0; i < words.length; i++) {
            words[i] = CString.text(libc.argv(i + 1));
        }
        return new PicocliReader(table).read(words);
    }

    /** The table as picocli's model. Its help text is ours. */
    public static CommandSpec model(OptionTable table) {
        CommandSpec model = CommandSpec.create().name(table.program());
        for (Option option : table.options()) {
            model.addOption(model(option));
        }
        // Also where none is allowed: how many there may be is for Arguments to say.
        model.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").type(String[].class)
                .paramLabel(table.operand().name()).description(table.operand().description()).build());
        return model;
    }

    private static OptionSpec model(Option option) {
        String[] names = option.brief().isEmpty()
                ? new String[] {option.name()}
                : new String[] {option.brief(), option.name()};
        OptionSpec.Builder builder = OptionSpec.builder(names).description(option.description());
        if (option.isFlag()) {
            return builder.arity("0").type(boolean[].class).preprocessor((words, model, spec, info) -> {
                if (info.get("separator").equals("=")) {
                    throw new CommandLine.ParameterException(model.commandLine(),
                            ArgumentComplaint.takesNone(option));
                }
                return false;
            }).build();
        }
        return builder.arity("1").type(String[].class).paramLabel(option.parameter()).build();
    }

    private Arguments read(String[] words) {
        var line = new CommandLine(model(table)).setExpandAtFiles(false).setTrimQuotes(false)
                .setPosixClusteredShortOptionsAllowed(false).setUnmatchedOptionsArePositionalParams(false);
        try {
            return arguments(line.parseArgs(words));
        } catch (CommandLine.ParameterException e) {
            throw complaint(e);
        }
    }

    private Arguments arguments(CommandLine.ParseResult result) {
        var arguments = new Arguments(table);
        for (OptionSpec given : result.matchedOptionsSet()) {
            Option option = table.named(given.longestName());
            List<String> values = option.isFlag()
                    ? Collections.nCopies(((boolean[]) given.getValue()).length, "")
                    : given.originalStringValues();
            values.forEach(value -> arguments.add(option, value));
        }
        for (PositionalParamSpec given : result.matchedPositionalsSet()) {
            given.originalStringValues().forEach(arguments::add);
        }
        return arguments;
    }

    private RuntimeException complaint(CommandLine.ParameterException e) {
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched(
                    unmatched.getUnmatched().getFirst());
            case CommandLine.MissingParameterException missing -> ArgumentComplaint.needsValue(table,
                    table.named(((OptionSpec) missing.getMissing().getFirst()).longestName()));
            default -> ArgumentComplaint.of(table, e.getMessage());
        };
    }

    private RuntimeException unmatched(String word) {
        return word.startsWith("-") && !word.equals("-")
                ? ArgumentComplaint.unknown(table, word)
                : ArgumentComplaint.unexpected(table, word);
    }
}
