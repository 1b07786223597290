package poplock.fifosafety;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Complaint;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The same arguments mean the same to the jar and to the native executable. */
class ArgumentsTest {
    private static final String HINT = "; try 'fifo-safety --help'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {
            "''                             | GUARD null null 1000 5000 null",
            "-c f                           | GUARD f null 1000 5000 null",
            "-c=f                           | GUARD f null 1000 5000 null",
            "--config f                     | GUARD f null 1000 5000 null",
            "--config=f=g                   | GUARD f=g null 1000 5000 null",
            "--fifo p --spool s             | GUARD null p 1000 5000 s",
            "--fifo=p --spool=s             | GUARD null p 1000 5000 s",
            "--fifo @p                      | GUARD null @p 1000 5000 null",
            "--fifo -x                      | GUARD null -x 1000 5000 null",
            "--interval 200ms --stall 2     | GUARD null null 200 2000 null",
            "--interval 1s --stall 1m       | GUARD null null 1000 60000 null",
            "--interval 10ms --stall 1h     | GUARD null null 10 3600000 null",
            "-h                             | HELP null null 1000 5000 null",
            "--help --version               | HELP null null 1000 5000 null",
            "-V                             | VERSION null null 1000 5000 null",
            "--version -V                   | VERSION null null 1000 5000 null",
            "-x                             | unknown option -x",
            "-hV                            | unknown option -hV",
            "-cf                            | unknown option -cf",
            "--fif p                        | unknown option --fif",
            "--help --bogus                 | unknown option --bogus",
            "--bogus=1                      | unknown option --bogus=1",
            "p                              | unexpected argument p",
            "--fifo p q                     | unexpected argument q",
            "@p                             | unexpected argument @p",
            "-                              | unknown option -",
            "--fifo                         | option --fifo needs a value",
            "-c                             | option --config needs a value",
            "--fifo --spool s               | option --fifo needs a value",
            "--fifo --spool=s               | option --fifo needs a value",
            "--stall -h                     | option --stall needs a value",
            "--fifo=                        | option --fifo needs a value",
            "--fifo p --fifo q              | option --fifo is given twice",
            "-c f --config g                | option --config is given twice",
            "--interval 0                   | --interval: '0' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--interval 9ms                 | --interval: '9ms' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--stall 61m                    | --stall: '61m' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--stall -1s                    | --stall: '-1s' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--stall 99999999999999999999h  | --stall: '99999999999999999999h' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--stall 1x                     | --stall: '1x' is not a time from 10ms to 1h, such as 200ms, 1s or 5m",
            "--stall=                       | option --stall needs a value"})
    void theTwoReadersAgree(String line, String expected) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertEquals(expected, answer(PlainArguments::parse, arguments), "native");
        assertEquals(expected, answer(PicocliArguments::parse, arguments), "jar");
    }

    private static String answer(FifoSafety.Reader reader, String[] arguments) {
        try {
            Options options = reader.parse(arguments);
            return options.action() + " " + options.config() + " " + options.fifo() + " " + options.interval()
                    + " "
                    + options.stall() + " " + options.spool();
        } catch (Complaint complaint) {
            assertEquals(100, complaint.exit());
            return complaint.getMessage().replace(HINT, "");
        }
    }
}
