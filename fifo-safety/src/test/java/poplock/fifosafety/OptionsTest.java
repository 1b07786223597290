package poplock.fifosafety;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Complaint;
import poplock.posix.ScriptedLibc;
import poplock.program.PlainReader;

import static org.junit.jupiter.api.Assertions.assertEquals;

class OptionsTest {
    private static final String NO_TIME = " is not a time from 10ms to 1h, such as 200ms, 1s or 5m"
            + "; try 'fifo-safety --help'";

    private static String answer(String line) {
        try {
            var libc = new ScriptedLibc(("fifo-safety" + (line.isEmpty() ? "" : " " + line)).split(" "));
            Options options = Options.of(PlainReader.read(FifoSafety.OPTIONS, libc));
            return options.fifo() + " " + options.interval() + " " + options.stall() + " " + options.spool();
        } catch (Complaint complaint) {
            assertEquals(100, complaint.exit());
            return complaint.getMessage().replace(NO_TIME, "");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {
            "''                             | null 1000 5000 null",
            "--fifo p --spool s             | p 1000 5000 s",
            "--fifo=p --spool=s             | p 1000 5000 s",
            "--interval 200ms --stall 2     | null 200 2000 null",
            "--interval 1s --stall 1m       | null 1000 60000 null",
            "--interval 10ms --stall 1h     | null 10 3600000 null",
            "--interval 0                   | --interval: '0'",
            "--interval 9ms                 | --interval: '9ms'",
            "--stall 61m                    | --stall: '61m'",
            "--stall -1s                    | --stall: '-1s'",
            "--stall 99999999999999999999h  | --stall: '99999999999999999999h'",
            "--stall 1x                     | --stall: '1x'"})
    void timesHaveBounds(String line, String expected) {
        assertEquals(expected, answer(line));
    }
}
