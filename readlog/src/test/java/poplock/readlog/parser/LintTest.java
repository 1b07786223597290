package poplock.readlog.parser;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.common.Config;
import poplock.posix.jvm.JvmLibc;
import poplock.readlog.Check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LintTest {
    @Test
    void findsNothingInTheShippedParsers() {
        for (Config.Section section : Shipped.sections()) {
            assertEquals(List.of(), Lint.of(Parser.of(section)));
            assertFalse(Parser.of(section).samples().isEmpty(), section.name() + " has no sample");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a .*{ip}", "a .+ {ip}", ".{1,90}{ip}", "a \\S+ {ip}", "a .*?{ip} x",
            "(?:.*)a{ip}",
            "[^x]*.*{ip}", "a .* (?<ip>.*)"})
    void findsTextOfAnybodysBeforeTheAddress(String login) {
        List<String> found = lint("login = " + login);
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.getFirst().startsWith("/nowhere/smtp-poplock.conf:3: parser 'p': login: '"),
                found.toString());
        assertTrue(found.getFirst().contains("before the address"), found.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ip}(a+)+", "{ip}(?:a*b?)*", "{ip}([a-z]{1,9}){1,99}", "{ip}(?:x(?:a+)y)*"})
    void findsRepeatsOfRepeats(String login) {
        List<String> found = lint("login = " + login);
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.getFirst().contains("repeats what repeats"), found.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ip}.*", "a\\.* {ip}", "[.*]+ {ip}", "[]^.]* {ip}", "\\(.\\) {ip}",
            "{ip}(?:a+)?", "{ip}(?:ab)*",
            "{ip}(?:a+)*+", "{ip}(?: [0-9]{1,9}){4}", "a. {ip}|b"})
    void leavesOthersAlone(String login) {
        assertEquals(List.of(), lint("login = " + login));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Oct 12 07:31:05 mx1 y: a 192.0.2.1", "Oct 12 07:31:05 mx1 x: b 192.0.2.1",
            "Oct 12 07:31:05 mx1 x: a 192.0.2.256", "a 192.0.2.1 ", "b 192.0.2.1"})
    void findsSamplesThatAreNotRecognised(String sample) {
        List<String> found = lint("login = a {ip}\nsample =" + sample.replaceFirst(" $", "x"));
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.getFirst().startsWith("/nowhere/smtp-poplock.conf:4: parser 'p': sample: "));
    }

    @Test
    void takesSamplesWithAndWithoutHeader() {
        assertEquals(List.of(),
                lint("login = a {ip}\nsample = Oct 12 07:31:05 mx1 x: a 192.0.2.1\nsample = a 192.0.2.1"));
    }

    @Test
    void checkSaysWhatReadlogWouldDo() {
        var out = new StringBuilder();
        var config = Shipped
                .config("source = file:/var/log/mail.log\ndeny = 192.0.2.0/24\nenable = dovecot\n");
        assertEquals(0, Check.run(new JvmLibc(), config, ParsersFile::packedIntoJar, out));
        String text = out.toString();
        assertTrue(text.contains("reads: file:/var/log/mail.log\n"
                + "does not read the default, fifo:/var/smtp-poplock/fifo, which 'source' replaces\n"), text);
        assertTrue(
                text.contains(
                        "\na login is of the time that its line's stamp says; a stamp without a zone is of "),
                text);
        assertFalse(text.contains("is not told how far"), text);
        assertTrue(text.contains("never relay, not recorded: 192.0.2.0/24\n"), text);
        assertTrue(text.contains("parsers on: dovecot\n"), text);
        assertTrue(text.contains("parsers off: uw-imap qpopper"), text);
    }

    @Test
    void checkSaysWhichCommandLosesWhatIsLoggedMeanwhile() {
        var out = new StringBuilder();
        Check.run(new JvmLibc(),
                Shipped.config("source = command:tail -F /x\nsource = command:y $SMTP_POPLOCK_SINCE\n"),
                ParsersFile::packedIntoJar, out);
        assertTrue(out.toString().contains("\ncommand:tail -F /x is not told how far it has been read"),
                out.toString());
        assertFalse(out.toString().contains("$SMTP_POPLOCK_SINCE is not told"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "source = file:/var/log/mail.log\nsource = fifo:/var/smtp-poplock/fifo\n"})
    void checkIsSilentOnTheDefaultSourceWhileItIsRead(String sources) {
        var out = new StringBuilder();
        assertEquals(0, Check.run(new JvmLibc(), Shipped.config(sources), ParsersFile::packedIntoJar, out));
        assertTrue(out.toString().contains("reads: fifo:/var/smtp-poplock/fifo\n"), out.toString());
        assertFalse(out.toString().contains("does not read"), out.toString());
    }

    @Test
    void checkFailsOnAFinding() {
        var out = new StringBuilder();
        var config = Shipped.config("[parser p]\nprogram = x\nlogin = .*{ip}\n");
        assertEquals(100, Check.run(new JvmLibc(), config, ParsersFile::packedIntoJar, out));
        assertTrue(out.toString().contains("/nowhere/smtp-poplock.conf:3: parser 'p': login: '.*'"),
                out.toString());
    }

    private static List<String> lint(String settings) {
        var config = Shipped.config("[parser p]\nprogram = x\n" + settings + "\n");
        return Lint.of(Parser.of(config.sections().getFirst()));
    }
}
