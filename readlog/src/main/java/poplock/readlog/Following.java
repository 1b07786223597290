package poplock.readlog;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import poplock.common.Address;

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

    private Claims claims;
    private List<Parser> parsers = List.of();
    private final CutGuard cutGuard;
    private final int max;
    private final Connections connections = new Connections();
    private final Message message = new Message();
    private final HeaderReader headers = new HeaderReader();
    private final Dating dating;
    private Claim[] claiming = Claims.NONE;
    private Claim.Try trying;
    private Outcome outcome = Outcome.NO_HEADER;
    private Login login;
    private Line loginLine;
    private Arrival arrival;
    private long ranAway;
    private long cutOff;
    private long cutShort;

    /**
     * @param isWhole whether nothing was logged before the first line that it will be given
     * @param max a line of so many bytes may have lost its end to the system logger; 0 if none has
     * @param zone of the stamps that name none
     */
    Following(List<Parser> parsers, boolean isWhole, int max, ZoneId zone) {
        cutGuard = new CutGuard(isWhole);
        dating = new Dating(zone);
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
        claims = new Claims(parsers);
    }

    /** Which tags are guarded, and from which length on. */
    private static Set<String> cuts(List<Parser> parsers) {
        return parsers.stream().filter(parser -> parser.cut() > 0)
                .map(parser -> parser.cut() + " " + parser.program().pattern()).collect(Collectors.toSet());
    }

    /** Between the line before and the next one, others may have been logged. */
    void gap() {
        cutGuard.gap();
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
        Line line = claimed(buffer, start, end, tag);
        if (line == null) {
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
        Line line = claimed(buffer, start, end, tag);
        if (outcome == Outcome.NO_HEADER) {
            cutGuard.gap();
        } else if (line != null && cut() > 0) {
            cutGuard.mistrusts(line, false);
        }
    }

    /** @return null if no parser claims the line: the outcome tells why */
    private Line claimed(byte[] buffer, int start, int end, String tag) {
        claiming = Claims.NONE;
        outcome = Outcome.NO_HEADER;
        if (tag != null) {
            claiming = claims.of(tag);
        } else if (headers.reads(buffer, start, end)) {
            claiming = claims.of(buffer, headers.tagStart(), headers.tagEnd());
        } else {
            return null;
        }
        outcome = Outcome.NOT_CLAIMED;
        return claiming.length == 0
                ? null
                : new Line(buffer, start, end, tag == null ? headers.header() : null, tag);
    }

    /** What became of the line that {@link #find} was given last. */
    Outcome outcome() {
        return outcome;
    }

    /** The parsers that claimed the line that {@link #find} was given last. */
    Claim[] claiming() {
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
        for (Claim claim : claiming) {
            int its = claim.parser().cut();
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
        for (Claim claim : claiming) {
            if (claim.parser().joins()) {
                return true;
            }
        }
        return false;
    }

    private Outcome read(Line line) {
        message.of(line.buffer(), line.message(), line.end());
        Outcome best = Outcome.NO_MATCH;
        for (Claim claim : claiming) {
            try {
                Outcome its = claim.parser().joins() ? join(line, claim) : match(line, claim);
                best = its == Outcome.NO_MATCH || best == Outcome.TWO_READINGS ? best : its;
            } catch (Message.RunAway | StackOverflowError e) {
                // java.util.regex recurses for some patterns; too deep is too much work as well
                ranAway++;
                RanAway.name(claim.parser(), trying.rule());
                return Outcome.RAN_AWAY;
            }
        }
        return login != null && best != Outcome.TWO_READINGS ? Outcome.LOGIN : best;
    }

    private Outcome match(Line line, Claim claim) {
        Outcome best = Outcome.NO_MATCH;
        for (Claim.Try attempt : claim.logins()) {
            if (matches(attempt)) {
                best = take(line, claim, attempt, address(attempt));
            }
            if (best == Outcome.TWO_READINGS) {
                return best;
            }
        }
        return best;
    }

    private Outcome take(Line line, Claim claim, Claim.Try attempt, Address address) {
        if (address == null) {
            return Outcome.BAD_ADDRESS;
        }
        if (login == null) {
            login = new Login(address, attempt.group(attempt.rule().user()), claim.parser().name());
            loginLine = line;
        }
        return login.address().equals(address) ? Outcome.LOGIN : Outcome.TWO_READINGS;
    }

    private Outcome join(Line line, Claim claim) {
        String parser = claim.parser().name();
        for (Claim.Try attempt : claim.connects()) {
            if (matches(attempt)) {
                connections.end(line, parser, time(line));
                Address address = address(attempt);
                if (address == null) {
                    return Outcome.BAD_ADDRESS;
                }
                connections.connect(line, parser, address, time(line));
                return Outcome.CONNECT;
            }
        }
        for (Claim.Try attempt : claim.logins()) {
            if (matches(attempt)) {
                Address address = connections.end(line, parser, time(line));
                return address == null ? Outcome.NO_CONNECT : take(line, claim, attempt, address);
            }
        }
        for (Claim.Try attempt : claim.disconnects()) {
            if (matches(attempt)) {
                connections.end(line, parser, time(line));
                return Outcome.DISCONNECT;
            }
        }
        return Outcome.NO_MATCH;
    }

    private boolean matches(Claim.Try attempt) {
        trying = attempt;
        return attempt.matches(message);
    }

    private static Address address(Claim.Try attempt) {
        return attempt.address().orElse(null);
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
