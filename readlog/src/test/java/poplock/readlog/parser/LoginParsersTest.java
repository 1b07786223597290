package poplock.readlog.parser;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import poplock.common.Complaint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LoginParsersTest {
    private static final String OWN = "[parser own]\nprogram = x\nlogin = a {ip}\n";

    @Test
    void hasTheSafeOnesOnByDefault() {
        List<String> on = names("");
        assertTrue(
                on.containsAll(List.of("uw-imap", "courier", "cyrus", "dovecot", "qmail-pop3d", "vchkpw")));
        for (String off : List.of("popa3d-stateful", "postfix", "sendmail", "exim", "dovecot-proxy")) {
            assertFalse(on.contains(off), off);
        }
    }

    @Test
    void hasOwnParsersOn() {
        assertTrue(names(OWN).contains("own"));
        assertFalse(names(OWN + "default = no\n").contains("own"));
        assertTrue(names("enable = +own\n" + OWN + "default = no\n").contains("own"));
    }

    @Test
    void takesPlainNamesForTheWholeSet() {
        assertEquals(List.of("courier", "own"), names("enable = courier own\n" + OWN));
        assertEquals(List.of("courier", "postfix"), names("enable = courier dovecot -dovecot +postfix\n"));
    }

    @Test
    void changesTheDefaultSet() {
        List<String> on = names("enable = -courier +postfix\n");
        assertFalse(on.contains("courier"));
        assertTrue(on.contains("postfix"));
        assertTrue(on.contains("dovecot"));
        assertEquals(names("").size(), on.size());
    }

    @Test
    void putsAnOwnParserInThePlaceOfAShippedOne() {
        LoginParsers parsers = Shipped.parsers("[parser dovecot]\nprogram = my\nlogin = a {ip}\n");
        Parser own = parsers.parsers().stream().filter(each -> each.name().equals("dovecot")).findAny()
                .orElseThrow();
        assertEquals("my", own.program().setting().value());
        assertEquals(names("").size(), parsers.parsers().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"enable = nosuch|2: enable: no parser is named 'nosuch'",
            "enable = -nosuch|2: enable: no parser is named 'nosuch'",
            "[parser p];login = a {ip}|2: parser 'p': no 'program'",
            "[parser p];program = x|2: parser 'p': no 'login'",
            "[parser p];program = x;program = y;login = {ip}|2: parser 'p': 'program' is set twice",
            "[parser p];program = x;login = a|4: parser 'p': login: no group 'ip' for the address: write {ip} in its place",
            "[parser p];program = x;connect = a;login = b|4: parser 'p': connect: no group 'ip' for the address: write {ip} in its place",
            "[parser p];program = x;connect = {ip};login = {ip}|5: parser 'p': login: has a group 'ip', but so has 'connect': one of them is wrong",
            "[parser p];program = x;login = {ip};disconnect = a|5: parser 'p': 'disconnect' without 'connect'",
            "[parser p];program = x;login = ({ip}|4: parser 'p': login: at character 1: the group has no end: write \\( for a parenthesis",
            "[parser p];program = x(?=y)\\b;login = {ip}|3: parser 'p': program: at character 7: '\\b' is not taken",
            "[parser p];program = x;login = (?<ip>.*)|4: parser 'p': login: matches the empty text",
            "[parser p];program = .*;login = {ip}|3: parser 'p': program: matches the empty text",
            "[parser p];program = x;login = {ip}{host}{nosuch}|4: parser 'p': login: at character 11: unknown placeholder {nosuch}",
            "[parser p];program = x;login = {ip:9}|4: parser 'p': login: at character 1: unknown placeholder {ip:9}",
            "[parser p];program = x;login = {ip};cut = 0|5: parser 'p': cut: '0' is not a whole number from 1 to 4096",
            "[parser p];program = x;login = {ip};cut = 5;cut = 5|6: parser 'p': 'cut' stands in line 5 already",
            "[parser p];program = x;login = {ip};default = on|5: parser 'p': default: 'on' is neither yes nor no",
            "[parser p];program = x;like = nosuch|4: parser 'p': like: no parser is named 'nosuch'",
            "[parser p];program = x;like = p|4: parser 'p': like: 'p' is like 'p' itself",
            "[parser p];program = x;like = q;[parser q];like = r;[parser r];like = p|8: parser 'r': like: 'p' is like 'r' itself",
            "[parser p];like = courier;like = courier|4: parser 'p': like: stands in line 3 already",
            "[parser p];program = x;like =|4: parser 'p': like: no parser is named ''",
            "[parser p];like = courier;program = x;connect = {ip}|3: parser 'p': login: has a group 'ip', but so has 'connect'",
            "[parser p];program = x;login = {ip};logon = {ip}|5: parser 'p': unknown key 'logon'",
            "[parser p];program = x;login = {ip};expiry = 1h|5: parser 'p': unknown key 'expiry': it stands before the first section"})
    void complainsWithFileAndLine(String settings, String expected) {
        var complaint = assertThrows(Complaint.class,
                () -> Shipped.parsers("#\n" + settings.replace(';', '\n') + "\n"));
        String start = "/nowhere/smtp-poplock.conf:" + expected;
        assertEquals(start, complaint.getMessage().substring(0,
                Math.min(start.length(), complaint.getMessage().length())));
        assertEquals(100, complaint.exit());
    }

    /** What it takes over, and what it replaces, whatever the order. */
    @Test
    void isLikeAnother() {
        Parser mine = parser("[parser mine]\nlike = courier\nprogram = mail/imap\n", "mine");
        Parser courier = parser("", "courier");
        assertEquals("mail/imap", mine.program().setting().value());
        assertEquals(values(courier.logins()), values(mine.logins()));
        assertEquals(courier.cut(), mine.cut());
        assertEquals(List.of(), mine.samples());
        Parser chain = parser("[parser a]\nlike = b\nlogin = x {ip}\nlogin = y {ip}\ncut = 7\n"
                + "[parser b]\nlike = courier\nprogram = bb\n", "a");
        assertEquals(List.of("x {ip}", "y {ip}"), values(chain.logins()));
        assertEquals("bb", chain.program().setting().value());
        assertEquals(7, chain.cut());
        Parser joins = parser("enable = +a\n[parser a]\nlike = popa3d-stateful\nprogram = mypop\n", "a");
        assertTrue(joins.joins());
        assertFalse(joins.isDefault());
        Parser own = parser(
                "[parser a]\nlike = dovecot\nprogram = a\n[parser dovecot]\nprogram = x\nlogin = z {ip}\n",
                "a");
        assertEquals(List.of("z {ip}"), values(own.logins()));
    }

    @Test
    void lintsWhatIsLikeAnotherInItsOwnPlace() {
        Parser mine = parser(
                "[parser mine]\nlike = bad\nprogram = m\nsample = Oct 12 07:31:05 mx1 x: a 192.0.2.1\n"
                        + "[parser bad]\nprogram = x\nlogin = .*{ip}\n",
                "mine");
        List<String> found = Lint.of(mine);
        assertTrue(found.get(0).startsWith("/nowhere/smtp-poplock.conf:4: parser 'mine': sample: "),
                found.get(0));
        assertTrue(found.get(1).startsWith("/nowhere/smtp-poplock.conf:2: parser 'mine': login: '.*'"),
                found.get(1));
    }

    private static Parser parser(String settings, String name) {
        return Shipped.parsers(settings).parsers().stream().filter(each -> each.name().equals(name)).findAny()
                .orElseThrow();
    }

    private static List<String> values(List<Parser.Rule> rules) {
        return rules.stream().map(rule -> rule.setting().value()).toList();
    }

    @Test
    void takesOneParserAloneEvenIfItIsOff() {
        var one = LoginParsers.only(Shipped.config(""), Shipped.sections(), "postfix");
        assertEquals(List.of("postfix"), one.parsers().stream().map(Parser::name).toList());
        assertThrows(Complaint.class,
                () -> LoginParsers.only(Shipped.config(""), Shipped.sections(), "nosuch"));
    }

    private static List<String> names(String settings) {
        return Shipped.parsers(settings).parsers().stream().map(Parser::name).toList();
    }
}
