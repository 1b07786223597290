package poplock.readlog.parser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import poplock.common.Address;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Header;
import poplock.readlog.line.HeaderForm;
import poplock.readlog.line.LineReader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any bytes as a log, read by every parser there is. In an ordinary build the seeds are read once; packaging/fuzz.sh looks
 * for new ones.
 */
class LoginsFuzzTest {
    private static final long NOW = 1_800_000_000;
    private static final Map<String, Parser> KNOWN = LoginParsers.known(Shipped.config(""),
            Shipped.sections());
    private static final LoginParsers ALL = Shipped.parsers("enable = " + String.join(" ", KNOWN.keySet()));
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]+");

    /** The lines of logins/*.txt, and one login under each form of header. */
    static Stream<Arguments> seeds() throws IOException {
        var seeds = new ArrayList<byte[]>();
        for (LoginsFile file : LoginsFile.all()) {
            for (LoginsFile.Block block : file.blocks()) {
                var log = new ByteArrayOutputStream();
                for (LoginsFile.Case each : block.cases()) {
                    log.writeBytes(each.line());
                    log.write('\n');
                }
                seeds.add(log.toByteArray());
            }
        }
        for (HeaderForm form : HeaderForm.values()) {
            seeds.add(form.write("imapd", 77, "LOGIN, user=joe, ip=[192.0.2.7]\n"));
        }
        return seeds.stream().map(Arguments::of);
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void findsOnlyWhatTheLogSays(byte[] log) {
        LoginFinder finder = ALL.follow();
        var before = new StringBuilder();
        new LineReader((buffer, start, end) -> {
            String line = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
            before.append(line).append('\n');
            Login login = finder.find(buffer, start, end, Arrival.live(NOW));
            assertNotEquals(Outcome.FAILED, finder.outcome(), line);
            if (login != null) {
                check(login, line, Header.parse(buffer, start, end), start, before.toString());
            }
        }).feed(log, 0, log.length);
    }

    @FuzzTest(maxDuration = "1m")
    void readsNoAddressThatIsNone(byte[] text) {
        String address = new String(text, StandardCharsets.ISO_8859_1);
        Address.parse(address).ifPresent(parsed -> {
            assertTrue(ADDRESS.matcher(address).matches(), address);
            assertEquals(parsed, Address.parse(parsed.toString()).orElseThrow(), address);
        });
    }

    private static void check(Login login, String line, Header header, int start, String before) {
        assertNotNull(header, line);
        String tag = line.substring(header.tagStart() - start, header.tagEnd() - start);
        Parser parser = KNOWN.get(login.parser());
        assertTrue(Pattern.matches(parser.program().setting().value(), tag), line);
        // an address of two lines stands in one before
        String where = parser.joins() ? before : line.substring(header.message() - start);
        assertTrue(addresses(where).contains(login.address().toString()), () -> login + ": " + line);
        assertTrue(parser.joins() || where.contains(login.user()), () -> login + ": " + line);
    }

    /** Every address that stands in the text as a word of its own, with a port after it or not. */
    private static List<String> addresses(String text) {
        Matcher words = ADDRESS.matcher(text);
        return words
                .results().flatMap(word -> java.util.stream.IntStream.rangeClosed(0, word.group().length())
                        .filter(end -> end == word.group().length() || word.group().charAt(end) == ':')
                        .mapToObj(end -> java.util.stream.IntStream.range(0, end)
                                .filter(from -> from == 0 || word.group().charAt(from - 1) == ':')
                                .mapToObj(from -> word.group().substring(from, end)))
                        .flatMap(each -> each))
                .flatMap(each -> Address.parse(each).stream()).map(Address::toString)
                .collect(Collectors.toList());
    }
}
