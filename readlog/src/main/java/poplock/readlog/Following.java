package poplock.readlog;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import poplock.common.Address;
import poplock.readlog.pattern.Matcher;

/**
 * Finds the logins in the log lines of one source, in their order. It knows what went before where that matters: open
 * connections, and loggers that cut messages in two. Not for several threads at once.
 *
 * <p>All patterns of all parsers that claim a line's tag are asked. They must agree on one address: a line that can be read
 * in two ways is no login.
 */
final class Following {
    /** What became of a line. */
    enum Outcome {
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

        String text() {
            return text;
        }
    }

    private final Warnings warnings;
    private ParserIndex index;
    private List<Parser> parsers = List.of();
    private final CutGuard cutGuard;
    private final int max;
    private final Connections connections = new Connections();
    private final Matcher matcher = new Matcher();
    private final HeaderReader headers = new HeaderReader();
    private final Dating dating;
    private Parser[] claiming = ParserIndex.NONE;
    private Outcome outcome = Outcome.NO_HEADER;
    private Login login;
    private Line line;
    private Line loginLine;
    private Arrival arrival;
    private boolean isRunAway;
    private long ranAway;
    private long cutOff;
    private long cutShort;

    /**
     * @param isWhole whether nothing was logged before the first line that it will be given
     * @param max a line of so many bytes may have lost its end to the system logger; 0 if none has
     * @param zone of the stamps that name none
     * @param warnings are told once of each pattern that runs away
     */
    Following(List<Parser> parsers, boolean isWhole, int max, ZoneId zone, Warnings warnings) {
        this.warnings = warnings;
        cutGuard = new CutGuard(isWhole);
        dating = new Dating(zone);
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
        index = new ParserIndex(parsers, matcher, this::runAway);
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
    Login find(byte[] buffer, int start, int end, String tag, Arrival came) {
        login = null;
        arrival = came;
        if (claimed(buffer, start, end, tag) == null) {
            return null;
        }
        outcome = judge(line);
        return outcome == Outcome.LOGIN ? login : null;
    }

    /**
     * Takes a line that says nothing, whatever it says: but it may have been cut in two.
     *
     * @param end after its last byte, or after the first ones if it is too long
     */
    void passOver(byte[] buffer, int start, int end, String tag) {
        claimed(buffer, start, end, tag);
        if (outcome == Outcome.NO_HEADER) {
            cutGuard.gap();
        } else if (line != null && cut() > 0) {
            cutGuard.mistrusts(line, false);
        }
    }

    /** @return null if no parser claims the line: the outcome tells why */
    private Line claimed(byte[] buffer, int start, int end, String tag) {
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
                : new Line(buffer, start, end, tag == null ? headers.header() : headers.bareHeader(), tag);
        return line;
    }

    /** The line that {@link #find} was given last, if a parser claimed it. */
    Line line() {
        return line;
    }

    /** What became of the line that {@link #find} was given last. */
    Outcome outcome() {
        return outcome;
    }

    /** The parsers that claimed the line that {@link #find} was given last. */
    Parser[] claiming() {
        return claiming;
    }

    /** Lines dropped because a pattern ran away. */
    long ranAway() {
        return ranAway;
    }

    /** Lines not believed because the message before may have been cut. */
    long cutOff() {
        return cutOff;
    }

    /** Lines not believed because the system logger may have thrown their end away. */
    long cutShort() {
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

    private Outcome judge(Line line) {
        int cut = cut();
        boolean isCut = max > 0 && line.end() - line.start() >= max;
        boolean isRest = cut > 0 && cutGuard.mistrusts(line, line.messageLength() < cut && !isCut);
        if (isCut) {
            cutShort++;
            return Outcome.CUT_SHORT;
        }
        Outcome its = isRest && joins() ? Outcome.LOGIN : read(line);
        if (isRest && its == Outcome.LOGIN) {
            login = null;
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

    private Outcome read(Line line) {
        matcher.on(line.buffer(), line.message(), line.messageEnd());
        isRunAway = false;
        Outcome best = Outcome.NO_MATCH;
        for (Parser parser : claiming) {
            Outcome its = parser.joins() ? join(line, parser) : match(line, parser);
            if (isRunAway) {
                return Outcome.RAN_AWAY;
            }
            best = its == Outcome.NO_MATCH || best == Outcome.TWO_READINGS ? best : its;
        }
        return login != null && best != Outcome.TWO_READINGS ? Outcome.LOGIN : best;
    }

    private Outcome match(Line line, Parser parser) {
        Outcome best = Outcome.NO_MATCH;
        for (Parser.Rule rule : parser.logins()) {
            if (matches(parser, rule)) {
                best = take(line, parser, rule, address(line, rule));
            }
            if (best == Outcome.TWO_READINGS) {
                return best;
            }
        }
        return best;
    }

    private Outcome take(Line line, Parser parser, Parser.Rule rule, Address address) {
        if (address == null) {
            return Outcome.BAD_ADDRESS;
        }
        if (login == null) {
            login = new Login(address, user(rule), parser.name());
            loginLine = line;
        }
        return login.address().equals(address) ? Outcome.LOGIN : Outcome.TWO_READINGS;
    }

    private Outcome join(Line line, Parser parser) {
        String name = parser.name();
        for (Parser.Rule rule : parser.connects()) {
            if (matches(parser, rule)) {
                connections.end(line, name, time(line));
                Address address = address(line, rule);
                if (address == null) {
                    return Outcome.BAD_ADDRESS;
                }
                connections.connect(line, name, address, time(line));
                return Outcome.CONNECT;
            }
        }
        for (Parser.Rule rule : parser.logins()) {
            if (matches(parser, rule)) {
                Address address = connections.end(line, name, time(line));
                return address == null ? Outcome.NO_CONNECT : take(line, parser, rule, address);
            }
        }
        for (Parser.Rule rule : parser.disconnects()) {
            if (matches(parser, rule)) {
                connections.end(line, name, time(line));
                return Outcome.DISCONNECT;
            }
        }
        return Outcome.NO_MATCH;
    }

    private boolean matches(Parser parser, Parser.Rule rule) {
        Matcher.Answer answer = matcher.match(rule.pattern());
        if (answer == Matcher.Answer.RAN_AWAY && !isRunAway) {
            isRunAway = true;
            runAway(parser, rule);
        }
        return answer == Matcher.Answer.YES;
    }

    private void runAway(Parser parser, Parser.Rule rule) {
        ranAway++;
        String place = parser.section().file() + ":" + rule.setting().line() + ": parser '" + parser.name()
                + "': '" + rule.setting().key() + "'";
        warnings.sayOnce(place + " takes too long on some lines, which are dropped (said once)");
    }

    private Address address(Line line, Parser.Rule rule) {
        int start = matcher.start(rule.ip());
        return start < 0
                ? null
                : Address.parse(line.buffer(), start, matcher.end(rule.ip())).orElse(null);
    }

    private String user(Parser.Rule rule) {
        String user = rule.user() == 0 ? null : matcher.text(rule.user());
        return user == null ? "" : user;
    }

    /** When the last login was, as {@link Dating#date} tells it. */
    long time() {
        return dating.date(loginLine, arrival);
    }

    /** Whether the line dated last has a stamp. */
    boolean isStamped() {
        return dating.isStamped();
    }

    /** The machine that logged the last login; empty if its line names none. */
    String machine() {
        return loginLine.machine();
    }

    private long time(Line line) {
        long time = dating.date(line, arrival);
        return time < 0 ? arrival.time() : time;
    }
}
