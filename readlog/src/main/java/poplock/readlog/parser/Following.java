package poplock.readlog.parser;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.HeaderReader;
import poplock.readlog.line.LogLine;

/**
 * Finds the logins in the log lines of one source, in their order. It knows what went before where that matters: open
 * connections, and loggers that cut messages in two. Not for several threads at once.
 */
public final class Following {
    /** What became of a line. */
    public enum Outcome {
        LOGIN("login"), NO_HEADER("no syslog header of a known form"), NOT_CLAIMED(
                "no parser's program matches the tag"), NO_MATCH("no pattern matches"), BAD_ADDRESS(
                        "what stands in the address's place is none"), TWO_READINGS(
                                "two patterns read different addresses"), CUT_OFF(
                                        "may be the rest of a message that the server's logger cut in two"), CUT_SHORT(
                                                "as long as the system logger lets a line be (max=N), so its end may be missing"), RAN_AWAY(
                                                        "a pattern ran away"), CONNECT(
                                                                "address of a connection, no login yet"), DISCONNECT(
                                                                        "end of a connection"), NO_CONNECT(
                                                                                "login of a connection whose address is not known");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final MessageReader reader;
    private ParserIndex index;
    private List<Parser> parsers = List.of();
    private final CutGuard cutGuard;
    private final int max;
    private final HeaderReader headers = new HeaderReader();
    private Parser[] claiming = ParserIndex.NONE;
    private Outcome outcome = Outcome.NO_HEADER;
    private LogLine line;
    private Arrival arrival;
    private long cutOff;
    private long cutShort;

    /**
     * @param isWhole whether nothing was logged before the first line that it will be given
     * @param max a line of so many bytes may have lost its end to the system logger; 0 if none has
     * @param zone of the stamps that name none
     * @param warnings are told once of each pattern that runs away
     */
    Following(List<Parser> parsers, boolean isWhole, int max, ZoneId zone, Warnings warnings) {
        reader = new MessageReader(zone, warnings);
        cutGuard = new CutGuard(isWhole);
        if (!isWhole) {
            headers.gap();
        }
        this.max = max;
        this.parsers = parsers;
        use(parsers);
    }

    /** Goes on with other parsers; what it remembers is of the source, and stays. */
    void use(List<Parser> other) {
        if (!cuts(other).equals(cuts(parsers))) {
            // It has not heard every logger whose messages it will have to judge.
            cutGuard.gap();
        }
        parsers = other;
        index = new ParserIndex(parsers, reader.matcher(), reader::runAway);
    }

    /** Which tags are guarded, and from which length on. */
    private static Set<String> cuts(List<Parser> parsers) {
        return parsers.stream().filter(parser -> parser.cut() > 0)
                .map(parser -> parser.cut() + " " + parser.program().setting().value())
                .collect(Collectors.toSet());
    }

    /** Between the line before and the next one, others may have been logged. */
    void gap() {
        cutGuard.gap();
        headers.gap();
    }

    /**
     * The login that a line tells of, or null.
     *
     * @param tag null if the line has a header; else the line has none, and is a message of this tag
     * @param came when the line was read
     */
    public Login find(byte[] buffer, int start, int end, String tag, Arrival came) {
        arrival = came;
        if (claimed(buffer, start, end, tag) == null) {
            return null;
        }
        outcome = judge(line);
        return outcome == Outcome.LOGIN ? reader.login() : null;
    }

    /**
     * Takes a line that was dropped, so that no login is looked for in it. It may have been cut in two all the same, and then
     * the next one is not to be believed either.
     *
     * @param end after its last byte, or after the first ones if it is too long
     */
    public void passOver(byte[] buffer, int start, int end, String tag) {
        claimed(buffer, start, end, tag);
        if (outcome == Outcome.NO_HEADER) {
            cutGuard.gap();
        } else if (line != null && cut() > 0) {
            cutGuard.mistrusts(line, false);
        }
    }

    /** @return null if no parser claims the line: the outcome tells why */
    private LogLine claimed(byte[] buffer, int start, int end, String tag) {
        line = null;
        claiming = ParserIndex.NONE;
        outcome = Outcome.NO_HEADER;
        if (tag != null) {
            claiming = headers.readsBare(buffer, start, end) ? index.of(tag) : ParserIndex.NONE;
        } else if (headers.reads(buffer, start, end)) {
            claiming = index.of(buffer, headers.tagStart(), headers.tagEnd());
        } else {
            return null;
        }
        outcome = Outcome.NOT_CLAIMED;
        line = claiming.length == 0
                ? null
                : new LogLine(buffer, start, end, tag == null ? headers.header() : headers.bareHeader(), tag);
        return line;
    }

    /** The line that {@link #find} was given last, if a parser claimed it. */
    public LogLine line() {
        return line;
    }

    /** What became of the line that {@link #find} was given last. */
    public Outcome outcome() {
        return outcome;
    }

    /** The parsers that claimed the line that {@link #find} was given last. */
    public Parser[] claiming() {
        return claiming;
    }

    /** Lines dropped because a pattern ran away. */
    public long ranAway() {
        return reader.ranAway();
    }

    /** Lines not believed because the message before may have been cut. */
    public long cutOff() {
        return cutOff;
    }

    /** Lines not believed because the system logger may have thrown their end away. */
    public long cutShort() {
        return cutShort;
    }

    /** The shortest message after which a logger may go on in another one; 0 if none does. */
    private int cut() {
        int cut = 0;
        for (Parser parser : claiming) {
            int its = parser.cut();
            cut = cut == 0 || its > 0 && its < cut ? its : cut;
        }
        return cut;
    }

    private Outcome judge(LogLine line) {
        int cut = cut();
        boolean isCut = max > 0 && line.end() - line.start() >= max;
        boolean isRest = cut > 0 && cutGuard.mistrusts(line, line.messageLength() < cut && !isCut);
        if (isCut) {
            cutShort++;
            return Outcome.CUT_SHORT;
        }
        Outcome its = isRest && joins() ? Outcome.LOGIN : reader.read(line, claiming, arrival);
        if (isRest && its == Outcome.LOGIN) {
            cutOff++;
            return Outcome.CUT_OFF;
        }
        return its;
    }

    private boolean joins() {
        for (Parser parser : claiming) {
            if (parser.joins()) {
                return true;
            }
        }
        return false;
    }

    /** When the last login was, as {@link Dating#date} tells it. */
    long time() {
        return reader.time();
    }

    /** Whether the line dated last has a stamp. */
    boolean isStamped() {
        return reader.isStamped();
    }

    /** The machine that logged the last login; empty if its line names none. */
    String machine() {
        return reader.machine();
    }
}
