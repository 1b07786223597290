package poplock.showallowed;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import poplock.common.Network;
import poplock.common.Verdict;
import poplock.posix.jvm.JvmLibc;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FormatTest {
    private static final LocalTime LOCAL = new LocalTime(new JvmLibc());
    /** No rule is worded like this; whatever comes must not break the format. */
    private static final String HOSTILE = "a \"b\", \\c\n\u001bd";

    private static String write(Format format) throws IOException {
        var verdict = new Verdict(false, HOSTILE, Optional.empty());
        var out = new StringBuilder();
        format.host(out,
                new Host(Network.parse("192.0.2.7"), Optional.empty(), List.of(), verdict, 0,
                        60));
        return out.toString();
    }

    @Test
    void jsonEscapesQuotesBackslashesAndControls() throws IOException {
        assertEquals(
                "\n{\"address\": \"192.0.2.7\", \"allowed\": false, \"reason\": \"a \\\"b\\\", \\\\c\\u000a\\u001bd\","
                        + " \"login\": null, \"time\": null, \"age\": null, \"left\": 0, \"users\": []}",
                write(new JsonFormat(LOCAL)));
    }

    @Test
    void csvQuotesAFieldWithCommasQuotesOrLineEnds() throws IOException {
        assertEquals("192.0.2.7,false,\"a \"\"b\"\", \\c\n\u001bd\",,,,0,,\r\n", write(new CsvFormat(LOCAL)));
    }

    @Test
    void timesHaveAnOffset() {
        assertEquals(0, OffsetDateTime.parse(LOCAL.text(0)).toEpochSecond());
        assertEquals(1_795_360_800, OffsetDateTime.parse(LOCAL.text(1_795_360_800)).toEpochSecond());
    }
}
