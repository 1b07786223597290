package poplock.readlog;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import poplock.common.Source;
import poplock.posix.Clock;
import poplock.posix.ScriptedLibc;
import poplock.program.Input;
import poplock.program.Output;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.Shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ExplainTest {
    private static final String H = "Oct 12 07:31:05 mx1 ";
    private int exit;

    @Test
    void saysWhatBecomesOfEachLineThatIsClaimed() throws IOException {
        assertEquals("""
                1	LOGIN	courier	192.0.2.7	joe
                3	NONE	courier	-	no pattern matches: login (/nowhere/smtp-poplock.conf:4) fits 17 of 24 bytes, up to 'LOGIN, user=joe, ', not 'xp=[::1'
                4	NONE	courier	-	what stands in the address's place is none
                6	NONE	courier	-	may be the rest of a message that the server's logger cut in two
                7	LOGIN	courier	2001:db8::1	\\xc3\\x85sa\\x5c
                # courier: 2 logins, 3 other lines
                # 8 lines, 5 claimed by the 1 parsers that are on, 2 logins
                # 1 line without a syslog header of a known form; for a log without any, say --tag TAG
                # 1 line dropped for a control character
                # 1 line not believed, for the server's logger may have cut it off a longer one
                # 1 line not judged, for it does not end
                """,
                explain("", null, H + "pop3d: LOGIN, user=joe, ip=[::ffff:192.0.2.7]\n"
                        + H + "sshd[9]: Invalid user x\n" + H + "pop3d: LOGIN, user=joe, xp=[::1\n"
                        + H + "pop3d: LOGIN, user=joe, ip=[192.0.2.256]\n" + H + "pop3d: \u0001\n"
                        + H + "pop3d: LOGIN, user=ann, ip=[192.0.2.8]\n" + H
                        + "pop3d: LOGIN, user=\u00c3\u0085sa\\, ip=[2001:DB8::1]\nhello\n" + H
                        + "pop3d: LOGIN, us"));
        assertEquals(0, exit);
    }

    @Test
    void showsWhatTheConfigurationIgnores() throws IOException {
        String log = H + "pop3d: LOGIN, user=joe, ip=[192.0.2.7]\n";
        assertEquals("""
                1	IGNORED	courier	192.0.2.7	ignored: ignore = 192.0.2.0/24, user joe
                # courier: 1 logins, 0 other lines
                # 1 lines, 1 claimed by the 1 parsers that are on, 1 logins
                """, explain("ignore = 192.0.2.0/24\n", null, log));
        assertEquals("1\tIGNORED\tcourier\t192.0.2.7\tignored: deny = 192.0.2.7, user joe",
                explain("ignore = 192.0.2.0/24\ndeny = 192.0.2.7\n", null, log).lines().findFirst()
                        .orElseThrow());
    }

    @Test
    void readsLinesWithoutHeaderAsMessagesOfATag() throws IOException {
        assertEquals("1\tLOGIN\tcourier\t192.0.2.7\tjoe",
                explain("", "imapd", "LOGIN, user=joe, ip=[192.0.2.7]\n").lines().findFirst().orElseThrow());
    }

    @Test
    void namesTheTagsThatNobodyClaims() throws IOException {
        String login = "LOGIN, user=joe, ip=[192.0.2.7]\n";
        assertEquals("""
                # 6 lines, 0 claimed by the 1 parsers that are on, 0 logins
                # 2 lines of 'mail/imap' would be logins of courier: [parser mail-imap] like = courier, program = mail/imap
                # 1 line of 'courier' would be logins of courier: [parser my-courier] like = courier, program = courier
                # 1 line of '+.*\\x5c' would be logins of courier: [parser my---] like = courier, program = \\+\\.\\*\\\\
                """.replace("my---", "my--.--"),
                explain("", null,
                        H + "courier: " + login + H + "mail/imap[7]: " + login + H + "sshd: Invalid user "
                                + login
                                + H + "+.*\\: " + login + H + "mail/imap[8]: " + login + H
                                + "mail: LOGIN, user=joe, ip=[192.0.2.256]\n"));
    }

    @Test
    void remembersNotMoreTagsThanThereIsRoomFor() throws IOException {
        var log = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            log.append(H).append("t").append(i % 150).append(": LOGIN, user=joe, ip=[192.0.2.7]\n");
        }
        List<String> found = explain("", null, log.toString()).lines().toList();
        assertEquals(102, found.size());
        assertEquals("# 100 lines of other tags would be logins, too", found.getLast());
    }

    @Test
    void answersNoIfThereIsNoLogin() throws IOException {
        assertEquals("""
                # 1 lines, 0 claimed by the 1 parsers that are on, 0 logins
                # 1 line without a syslog header of a known form; for a log without any, say --tag TAG
                """, explain("", null, "x\n"));
        assertEquals(1, exit);
    }

    @Test
    void saysThatALineMayHaveLostItsEnd() throws IOException {
        String login = "Nov 22 08:15:04 mx1 pop3d: LOGIN, user=joe, ip=[192.0.2.7]\n";
        Source source = new Source(Source.Kind.STDIN, "", "", java.util.OptionalInt.empty(),
                login.length() - 1);
        assertEquals("""
                1\tNONE\tcourier\t-\tas long as the system logger lets a line be (max=N), so its end may be missing
                2\tLOGIN\tcourier\t192.0.2.7\tjo
                # courier: 1 logins, 1 other lines
                # 2 lines, 2 claimed by the 1 parsers that are on, 1 logins
                # 1 line not believed, for the system logger may have thrown its end away
                """, explainSource("verbose = no\n", source, login + login.replace("joe", "jo")));
    }

    private String explain(String settings, String tag, String log) throws IOException {
        return explainSource(settings, new Source(Source.Kind.STDIN, "", tag == null ? "" : tag), log);
    }

    private String explainSource(String settings, Source source, String log) throws IOException {
        var config = Shipped.config(settings + "[parser courier]\nprogram = pop3d|imapd\n"
                + (settings.isEmpty() ? "cut = 500\n" : "") + "login = LOGIN, user={user}, ip=\\[{ip}\\]\n");
        var parsers = LoginParsers.of(config, java.util.List.of());
        var libc = new ScriptedLibc("readlog");
        libc.input().write(log);
        libc.input().closeWriter();
        exit = new Explain(parsers, config, source, new Clock(libc)).run(Input.standard(libc),
                new Output(libc),
                new Progress(libc, 0));
        return libc.output();
    }
}
