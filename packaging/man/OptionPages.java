import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import poplock.fifosafety.FifoSafety;
import poplock.program.Operand;
import poplock.program.Option;
import poplock.program.OptionTable;
import poplock.readlog.Readlog;
import poplock.relaylock.Relaylock;
import poplock.showallowed.Showallowed;

/**
 * Writes what the manual and the completion in bash say of the programs' options, from their option tables. Arguments: the
 * folder for the manual's parts, PROGRAM.adoc, included by the pages; the completion's template; the completion.
 */
final class OptionPages {
    private static final List<OptionTable> TABLES = List.of(Readlog.OPTIONS, Relaylock.OPTIONS,
            Showallowed.OPTIONS, FifoSafety.OPTIONS);

    private OptionPages() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (OptionTable table : TABLES) {
            Files.writeString(folder.resolve(table.program() + ".adoc"), part(table));
        }
        Path completion = Path.of(arguments[2]);
        Files.createDirectories(completion.getParent());
        Files.writeString(completion, completion(Files.readString(Path.of(arguments[1]))));
    }

    private static String part(OptionTable table) {
        var text = new StringBuilder("// tag::synopsis[]\n");
        text.append("*").append(table.program()).append("* ")
                .append(String.join(" ", table.synopsis().stream().map(OptionPages::marked).toList()))
                .append("\n\n*").append(table.program()).append("* *-h* | *-V*\n// end::synopsis[]\n")
                .append("// tag::options[]\n");
        for (Option option : table.options()) {
            text.append(names(option)).append("::\n  ").append(sentence(option.description())).append("\n\n");
        }
        Operand operand = table.operand();
        if (operand.kind() == Operand.Kind.ANY || operand.kind() == Operand.Kind.OPTIONAL) {
            text.append("_").append(operand.name()).append("_::\n  ").append(sentence(operand.description()))
                    .append("\n\n");
        }
        return text.append("// end::options[]\n").toString();
    }

    /** {@code [--fifo PATH]} as {@code [*--fifo* _PATH_]}. */
    private static String marked(String part) {
        String dots = part.endsWith("...") ? "..." : "";
        String inner = part.substring(0, part.length() - dots.length());
        return inner.replaceAll("(?<![\\w-])(--?[a-z][a-z-]*)", "*$1*")
                .replaceAll("(?<![\\w*-])([A-Za-z]\\w*)(?![\\w*-])", "_$1_") + dots;
    }

    private static String names(Option option) {
        String brief = option.brief().isEmpty() ? "" : "*" + option.brief() + "*, ";
        return brief + "*" + option.name() + "*" + (option.isFlag() ? "" : " _" + option.parameter() + "_");
    }

    private static String sentence(String description) {
        return description.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + description.substring(1) + ".";
    }

    private static String completion(String template) {
        String text = template;
        for (OptionTable table : TABLES) {
            text = text.replace("@" + table.program() + "@",
                    table.options().stream().map(Option::name).collect(Collectors.joining(" ")));
        }
        return text.replace("@files@", named("FILE", "PATH")).replace("@words@", named("TIME", "TAG", "NAME"));
    }

    /** The names of all options whose values are called so, as a pattern of the shell. */
    private static String named(String... parameters) {
        return TABLES.stream().flatMap(table -> table.options().stream())
                .filter(option -> List.of(parameters).contains(option.parameter()))
                .flatMap(option -> Stream.of(option.brief(), option.name())).filter(name -> !name.isEmpty())
                .distinct().collect(Collectors.joining(" | "));
    }
}
