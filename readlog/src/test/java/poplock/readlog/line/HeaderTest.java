package poplock.readlog.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import poplock.posix.jvm.JvmWords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HeaderTest {
    private static final String MESSAGE = "LOGIN, user=joe, ip=[192.0.2.7]";

    @ParameterizedTest
    @EnumSource
    void readsEveryForm(HeaderForm form) {
        byte[] line = form.write("cyrus/imap", 77, MESSAGE);
        Header header = parse(line);
        assertNotNull(header, () -> text(line, 0, line.length));
        assertEquals("cyrus/imap", text(line, header.tagStart(), header.tagEnd()));
        assertEquals(form.hasPid() ? 77 : -1, header.pid());
        assertEquals(form.hasMachine() ? "mx1" : "",
                text(line, header.machineStart(), header.machineEnd()).replace("mail.info", ""));
        assertEquals(MESSAGE, text(line, header.message(), line.length));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryFormWithoutPid(HeaderForm form) {
        byte[] line = form.write("dovecot", -1, "");
        Header header = parse(line);
        assertNotNull(header, () -> text(line, 0, line.length));
        assertEquals("dovecot", text(line, header.tagStart(), header.tagEnd()));
        assertEquals(-1, header.pid());
        assertEquals(line.length, header.message());
    }

    /** A line that was cut anywhere, and one whose byte was changed, is read without a fault. */
    @ParameterizedTest
    @EnumSource
    void survivesWhateverIsCutOrChanged(HeaderForm form) {
        byte[] line = form.write("imapd", 77, "x");
        for (int length = 0; length < line.length; length++) {
            Header header = Header.parse(line, 0, length);
            assertEquals(true, header == null || header.message() <= length);
            for (byte other : " x0:[]<>@\"\\-.\u00ff".getBytes(StandardCharsets.ISO_8859_1)) {
                byte[] changed = line.clone();
                changed[length] = other;
                parse(changed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Login user=joe host=[192.0.2.7]", "mx1 imapd[77]: m", "imapd[77]: m",
            " Oct 12 07:31:05 mx1 imapd[77]: m", "x Oct 12 07:31:05 mx1 imapd[77]: m",
            "        imapd[77]: m", "Oct 12 07:31:05 mx1 x imapd[77]: m", "Oct 12 07:31:05 mx1 imapd[7a]: m",
            "Oct 12 07:31:05 mx1 imapd[]: m", "Oct 12 07:31:05 mx1 imapd[12345678901]: m",
            "Oct 12 07:31:05 mx1 imapd[77] m", "Oct 12 07:31:05 mx1 imapd[77]:m",
            "Oct 12 07:31:05  mx1 imapd: m",
            "Oct 12 07:31:05 mx1 : m", "Oct 12 07:31:05 mx1 [77]: m", "Oct 12 07:31:05 sshd[99]: imapd",
            "oct 12 07:31:05 mx1 imapd: m", "Okt 12 07:31:05 mx1 imapd: m", "Oct 32 07:31:05 mx1 imapd: m",
            "Oct 0 07:31:05 mx1 imapd: m", "Oct 12 24:31:05 mx1 imapd: m", "Oct 12 07:60:05 mx1 imapd: m",
            "Oct 12 07:31:61 mx1 imapd: m", "Oct 12 7:31:05 mx1 imapd: m", "Oct   2 07:31:05 mx1 imapd: m",
            "Oct 12 07:31:05. mx1 imapd: m", "2024-13-12T07:31:05Z mx1 imapd: m",
            "2024-10-12T07:31:05 mx1 imapd: m",
            "2024-10-12 07:31:05 mx1 imapd: m", "2024-10-12 07:31:05 [imapd] m",
            "2024-10-12 07:31:05 mail.info imapd: m", "2024-10-12 07:31:05 CET imapd: m",
            "Oct 12 07:31:05 XYZ mx1 imapd: m", "Oct 12 07:31:05 CET mx1 x imapd: m",
            "Oct 12 07:31:05 CET  mx1 imapd: m", "Oct 12 07:31:05.1 CET mx1 x: imapd: m",
            "Oct 12 2024 7:31:05 mx1 imapd: m", "Oct 12 20245 07:31:05 mx1 imapd: m",
            "Oct 12 2024  7:31:05 mx1 imapd: m", "2024 Oct 12 mx1 imapd: m", "Oct 12   7:31:05 mx1 imapd: m",
            "Oct 12  17:31:05 mx1 imapd: m", "f\u00c3\u00a9vr. 25 08:43:16 mx1 imapd: m",
            "imap_1  | Oct 12 07:31:05 mx1 imapd: m", "1 - mx1 imapd 77 - - m",
            "1 Oct 12 07:31:05 mx1 imapd: m",
            "2 2024-10-12T05:31:05Z mx1 imapd 77 - - m",
            "1 2024-10-12T05:31:05Z mx1 sshd 1 - [x] imapd: m x]",
            "Oct 12 07:31:05 mx1 Message forwarded from mx2 imapd: m",
            "Oct 12 07:31:05 mx1 Message forwarded from : imapd: m",
            "Oct 12 07:31:05 mx1 Message forwarded from a b: imapd: m",
            "Oct 12 07:31:05 mx1 x Message forwarded from mx2: imapd: m",
            "Oct 12 07:31:05 Message forwarded from mx2: imapd: m", "Oct 12 07:31:05 mx1 mail:none imapd: m",
            "Oct 12 07:31:05 2001:db8::zz imapd: m", "Oct 12 07:31:05 2001:db8::1: imapd: m",
            "Oct 12 07:31:05 2001:db8::1%eth0 imapd: m", "Oct 12 07:31:05 2001:db8:1 imapd: m",
            "Oct 12 07:31:05 [2001:db8::1] x imapd: m", "Oct 12 07:31:05 2001:db8::1 2001:db8::2 imapd: m",
            "2024-10-12T05:31:05Z stdout P imapd: m", "2024-10-12T05:31:05Z stdout X imapd: m",
            "2024-10-12T05:31:05Z stdin F imapd: m", "2024-10-12T05:31:05Z stdout F x imapd: m",
            "2024-10-12T05:31:05Z stdout F 2024-10-12T05:31:05Z stdout F imapd: m",
            "2024-10-12T05:31:05Z x Oct 12 07:31:05 mx1 imapd: m",
            "2024-10-12T05:31:05Z 2024-10-12T05:31:05Z Oct 12 07:31:05 mx1 imapd: m",
            "Oct 12 07:31:05 Oct 12 07:31:05 mx1 imapd: m", "[  1.5 <  0.1 >] x mx1 imapd: m",
            "[  1.5 <  0.1] mx1 imapd: m", "[  1.5 x] mx1 imapd: m",
            "2024-10-12 07:31:05,123 imapd: m",
            "2024-10-12T07:31:05+0260 mx1 imapd: m", "@400000005f8a1b2c0a1b2c3 imapd[77]: m",
            "@400000005f8a1b2c0a1b2c3d mx1 imapd[77]: m", "@400000005f8a1b2c0a1b2c3g imapd[77]: m",
            "<22> Oct 12 07:31:05 mx1 imapd: m", "<2222>Oct 12 07:31:05 mx1 imapd: m",
            "<>Oct 12 07:31:05 mx1 imapd: m", "<22>imapd: m", "<22>2 2024-10-12T07:31:05Z mx1 imapd 1 - - m",
            "<22>1 2024-10-12T07:31:05Z mx1 imapd 1 - m",
            "<22>1 2024-10-12T07:31:05Z mx1 sshd 1 - [x y=\"] imapd 1 - - m",
            "<22>1 - mx1 sshd 1 - [x y=\"\\\"] m",
            "<22>1 - mx1 sshd 1 - [x y=z] m", "<22>1 - mx1 sshd 1 - [x] - m x]", "Oct 12 07:31:05 [imapd]m",
            "Oct 12 07:31:05 mx1 [imapd] m", "Oct 12 07:31:05 mx1 mail.none imapd: m",
            "Oct 12 07:31:05 mx1 mail.info", "Oct 12 07:31:05 <mail> mx1 imapd: m", "mail.info: imapd: m",
            "mail.info Oct 12 07:31:05 imapd: m",
            "imapd[77]: Oct 12 07:31:05 m", "imapd: sshd: m", "Oct 12 07:31:05 mx1 ima\u00dfpd: m",
            "Oct 12 07:31:05 mx1 imapd[77] <Not ice>: m", "[123.456] imapd[77] m", "Oct 12"})
    void refusesWhatItDoesNotKnow(String line) {
        Header header = parse(line.getBytes(StandardCharsets.ISO_8859_1));
        boolean isImapd = header != null
                && text(line.getBytes(StandardCharsets.ISO_8859_1), header.tagStart(),
                        header.tagEnd()).equals("imapd");
        assertEquals(false, isImapd && header.message() == line.length() - 1, () -> header.toString());
    }

    @Test
    void readsALineAsIfItHadReadNoneBefore() {
        var reader = new HeaderReader(new JvmWords());
        for (HeaderForm before : HeaderForm.values()) {
            byte[] first = before.write("imapd", 7, "text");
            for (HeaderForm form : HeaderForm.values()) {
                byte[] line = form.write("imapd", 7, "text");
                for (int end = 0; end <= line.length; end++) {
                    reader.read(first, 0, first.length);
                    assertEquals(fields(Header.parse(line, 0, end)), fields(reader.read(line, 0, end)),
                            before + ", " + form);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Oct 12 07:31:05 mx1 ", "<22>Oct 12 07:31:05 mx1 ", "1700000000.123 mx1 ",
            "Sun Oct 12 07:31:05 2026 mx1 ", "mail.info: Oct 12 07:31:05 mx1 ", "Oct 12 07:31:05.123456 mx1 ",
            "@400000005f8a1b2c0a1b2c3d Oct 12 07:31:05 mx1 ", "Oct 12 07:31:05 <mail.info> mx1 ",
            "2026-10-12T07:31:05.123+02:00 mx1 ", "2026-10-12T07:31:05Z mx1 ",
            "2026-10-12T07:31:05.123Z mx1 ", "Oct 12 2026 07:31:05 mx1 ", "Oct 12 07:31:05 CET mx1 ",
            "Oct 12 07:31:05 2001:db8::1 ", "2026-10-12T07:31:05.123Z stdout F Oct 12 07:31:05 mx1 ",
            "2026-10-12T07:31:05.123Z stderr F ", "2026-10-12T07:31:05.123Z Oct 12 07:31:05 mx1 ",
            "Oct 12 07:31:05 mx1 Message forwarded from mx2: ", "[  1.5 <  0.1 >] mx1 "})
    void readsALineThatStartsAsTheOneBeforeAsIfItHadReadNone(String start) {
        var reader = new HeaderReader(new JvmWords());
        var random = new Random(20261122);
        byte[] first = (start + "imapd[7]: text").getBytes(StandardCharsets.ISO_8859_1);
        assertNotNull(reader.read(first, 0, first.length));
        for (int i = 0; i < 20_000; i++) {
            var other = new StringBuilder(start);
            if (random.nextBoolean()) {
                other.setCharAt(random.nextInt(start.length()),
                        "0123456789 .+-:<[m".charAt(random.nextInt(18)));
            }
            byte[] line = other.append(words(random)).toString().getBytes(StandardCharsets.ISO_8859_1);
            int end = line.length - random.nextInt(3);
            reader.read(first, 0, first.length);
            assertEquals(fields(Header.parse(line, 0, end)), fields(reader.read(line, 0, end)),
                    () -> text(line, 0, end));
        }
    }

    private static String words(Random random) {
        String[] words = {"mx1", "imapd", "[7]", "[", "]", ":", " ", " ", " <", ">", "mail.info", "<info>",
                "[ID 7 mail.info]", "7", "=", "Oct 12 07:31:05 "};
        return random.ints(random.nextInt(8), 0, words.length).mapToObj(i -> words[i])
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "::1", "::ffff:192.0.2.7", "2001:DB8:0:0:0:0:0:1"})
    void takesAWholeIpv6AddressForAMachine(String machine) {
        byte[] line = ("Oct 12 07:31:05 " + machine + " imapd[7]: m").getBytes(StandardCharsets.ISO_8859_1);
        Header header = parse(line);
        assertEquals("imapd", text(line, header.tagStart(), header.tagEnd()));
        assertEquals(machine, text(line, header.machineStart(), header.machineEnd()));
    }

    /** A client's text can be cut so that the rest of it reads like a line of its own. */
    @Test
    void readsNothingOfALineInPieces() {
        var reader = new HeaderReader(new JvmWords());
        assertTrue(reads(reader, "stdout F Oct 12 07:31:05 mx1 imapd: m"));
        assertFalse(reads(reader, "stdout P Oct 12 07:31:05 mx1 imapd: m"));
        assertTrue(reads(reader, "stderr F Oct 12 07:31:05 mx1 imapd: m"));
        assertFalse(reads(reader, "stdout P Oct 12 07:31:05 mx1 imapd: m"));
        assertFalse(reads(reader, "stdout F Oct 12 07:31:05 mx1 imapd: m"));
        assertTrue(reads(reader, "stdout F Oct 12 07:31:05 mx1 imapd: m"));
        assertFalse(reads(reader, "stderr P imapd: m"));
        assertFalse(reads(reader, "stderr F imapd: m"));
        assertTrue(reads(reader, "stderr F imapd: m"));
    }

    @Test
    void readsNothingOfALineThatMayHaveBegunInAGap() {
        var reader = new HeaderReader(new JvmWords());
        reader.gap();
        assertFalse(reads(reader, "stdout F imapd: m"));
        assertTrue(reads(reader, "stdout F imapd: m"));
        assertFalse(reads(reader, "stderr F imapd: m"));
        assertTrue(reads(reader, "stderr F imapd: m"));
    }

    private static boolean reads(HeaderReader reader, String line) {
        byte[] bytes = ("2026-10-12T07:31:05.123Z " + line).getBytes(StandardCharsets.ISO_8859_1);
        boolean hasHeader = reader.reads(bytes, 0, bytes.length);
        assertEquals(hasHeader, hasHeader && reader.header().message() == bytes.length - 1);
        return hasHeader;
    }

    @Test
    void takesAnotherProgramsTagForNoMachine() {
        byte[] line = "Oct 12 07:31:05 sshd[99]: imapd[77]: Login".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("sshd", text(line, parse(line).tagStart(), parse(line).tagEnd()));
    }

    @Test
    void refusesLongTags() {
        assertNotNull(parse(HeaderForm.TRADITIONAL.write("t".repeat(Header.MAX_TAG), 1, "m")));
        assertNull(parse(HeaderForm.TRADITIONAL.write("t".repeat(Header.MAX_TAG + 1), 1, "m")));
    }

    /** All that a header tells; none if there is none. */
    private static List<Object> fields(Header header) {
        return header == null
                ? List.of()
                : Arrays.asList(header.stamp(), header.stampStart(), header.inner(), header.innerStart(),
                        header.machineStart(), header.machineEnd(), header.tagStart(), header.tagEnd(),
                        header.pid(), header.message());
    }

    private static Header parse(byte[] line) {
        return Header.parse(line, 0, line.length);
    }

    private static String text(byte[] line, int start, int end) {
        return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
