package poplock.relaylock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Complaint;
import poplock.relaylock.Options.Action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OptionsTest {
    private static Options parse(String... arguments) {
        return Options.parse(new FakePosix(arguments));
    }

    @Test
    void endAtProgram() {
        assertEquals(new Options(Action.RUN, null, 0), parse("smtpd", "-c", "x", "--"));
        assertEquals(new Options(Action.RUN, null, 0), parse("-", "-h"));
        assertEquals(new Options(Action.RUN, null, 0), parse(""));
    }

    @Test
    void nameConfiguration() {
        assertEquals(new Options(Action.RUN, "x", 2), parse("-c", "x", "smtpd"));
        assertEquals(new Options(Action.RUN, "-h", 2), parse("--config", "-h", "smtpd"));
        assertEquals(new Options(Action.RUN, "a=b", 1), parse("--config=a=b", "smtpd"));
        assertEquals(new Options(Action.RUN, "y", 4), parse("-c", "x", "-c", "y", "smtpd"));
    }

    @Test
    void twoDashesEndThem() {
        assertEquals(new Options(Action.RUN, null, 1), parse("--", "-c"));
        assertEquals(new Options(Action.RUN, "x", 3), parse("-c", "x", "--", "--"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-c", "--config", "--", "-x smtpd", "--confi=x smtpd", "-cx smtpd", "-hV"})
    void refuseOtherUse(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        assertEquals(100, assertThrows(Complaint.class, () -> parse(arguments)).exit());
    }
}
