package poplock.program;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Complaint;
import poplock.posix.ScriptedLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same arguments mean the same to the jars and to the native executables. */
class ArgumentsTest {
    private static final Option ALL = Option.flag("-a", "--all", "all of it");
    private static final Option FIFO = Option.valued("--fifo", "PATH", "the FIFO");
    private static final Option SOURCE = Option.repeated("--source", "SOURCE", "where from");
    private static final List<Option> OWN = List.of(ALL, FIFO, SOURCE);
    private static final String HINT = "; try 'p --help'";

    private static OptionTable table(Operand.Kind kind) {
        return OptionTable.of("p", List.of("Does it."), OWN, new Operand(kind, "THING", "a thing"),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {
            "''                       | []",
            "-c f                     | [-c f] []",
            "-c=f                     | [-c f] []",
            "--config f               | [-c f] []",
            "--config=f=g             | [-c f=g] []",
            "--config=                | [-c ] []",
            "-c _                     | [-c ] []",
            "--fifo p                 | [--fifo p] []",
            "--fifo @p                | [--fifo @p] []",
            "--fifo \"p\"             | [--fifo \"p\"] []",
            "--fifo -x                | [--fifo -x] []",
            "--fifo -                 | [--fifo -] []",
            "--source a --source=b    | [--source a] [--source b] []",
            "-a                       | [-a] []",
            "-a --all                 | [-a] [-a] []",
            "a b                      | [a, b]",
            "a -c f b                 | [-c f] [a, b]",
            "@a                       | [@a]",
            "- -                      | [-, -]",
            "-- -a --fifo p           | [-a, --fifo, p]",
            "a -- -- b                | [a, --, b]",
            "_                        | []",
            "--help -V                | [-h] [-V] []",
            "-x                       | unknown option -x",
            "-aV                      | unknown option -aV",
            "-cf                      | unknown option -cf",
            "--fif p                  | unknown option --fif",
            "--help --bogus           | unknown option --bogus",
            "--bogus=1                | unknown option --bogus=1",
            "a -x b                   | unknown option -x",
            "--all=true               | option --all takes no value",
            "--all=                   | option --all takes no value",
            "-h=1                     | option --help takes no value",
            "--fifo                   | option --fifo needs a value",
            "-c                       | option --config needs a value",
            "--fifo --source s        | option --fifo needs a value",
            "--fifo --source=s        | option --fifo needs a value",
            "--fifo -h                | option --fifo needs a value",
            "--fifo=                  | option --fifo needs a value",
            "--fifo _                 | option --fifo needs a value",
            "--fifo p --fifo q        | option --fifo is given twice",
            "-c f --config g          | option --config is given twice"})
    void theTwoReadersAgree(String line, String expected) {
        assertEquals(expected, answer(PlainReader::read, Operand.Kind.ANY, line), "native");
        assertEquals(expected, answer(PicocliReader::read, Operand.Kind.ANY, line), "jar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "NONE     | a          | unexpected argument a",
            "NONE     | -          | unexpected argument -",
            "NONE     | _          | unexpected argument",
            "NONE     | -- a       | unexpected argument a",
            "NONE     | -- --all   | unexpected argument --all",
            "NONE     | --         | []",
            "OPTIONAL | a          | [a]",
            "OPTIONAL | a b        | unexpected argument b"})
    void operandsAreCounted(Operand.Kind kind, String line, String expected) {
        assertEquals(expected, answer(PlainReader::read, kind, line).strip(), "native");
        assertEquals(expected, answer(PicocliReader::read, kind, line).strip(), "jar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "prog -a           | 1",
            "-a prog -c        | 2",
            "-c f -- prog -x   | 4",
            "-- --             | 2",
            "- x               | 1",
            "-a                | 2"})
    void aCommandEndsTheOptions(String line, int index) {
        Arguments arguments = PlainReader.read(table(Operand.Kind.COMMAND), libc(line));
        assertEquals(index, arguments.command());
    }

    private static ScriptedLibc libc(String line) {
        String[] words = (line.isEmpty() ? "p" : "p " + line).split(" ");
        return new ScriptedLibc(Arrays.stream(words).map(word -> word.equals("_") ? "" : word)
                .toArray(String[]::new));
    }

    private static String answer(ArgumentReader reader, Operand.Kind kind, String line) {
        try {
            Arguments arguments = reader.read(table(kind), libc(line));
            var text = new StringBuilder();
            for (Option option : table(kind).options()) {
                for (String value : arguments.values(option)) {
                    text.append('[').append(option.brief().isEmpty() ? option.name() : option.brief())
                            .append(option.isFlag() ? "" : " " + value).append("] ");
                }
            }
            return text.append(arguments.operands()).toString();
        } catch (Complaint complaint) {
            assertEquals(100, complaint.exit());
            return complaint.getMessage().replace(HINT, "");
        }
    }
}
