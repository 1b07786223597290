package poplock.readlog.parser;

import java.time.ZoneId;

import poplock.common.Address;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.LogLine;
import poplock.readlog.parser.Following.Outcome;
import poplock.readlog.pattern.Matcher;

/**
 * Asks the patterns of the parsers that claim a line for the login in it. All of them must agree on one address: a line that
 * can be read in two ways is no login.
 */
final class MessageReader {
    private final Warnings warnings;
    private final Connections connections = new Connections();
    private final Matcher matcher = new Matcher();
    private final Dating dating;
    private Login login;
    private LogLine loginLine;
    private Arrival arrival;
    private boolean isRunAway;
    private long ranAway;

    /**
     * @param zone of the stamps that name none
     * @param warnings are told once of each pattern that runs away
     */
    MessageReader(ZoneId zone, Warnings warnings) {
        dating = new Dating(zone);
        this.warnings = warnings;
    }

    /** Asks the parsers that claim a line. */
    Outcome read(LogLine line, Parser[] claiming, Arrival came) {
        arrival = came;
        login = null;
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

    private Outcome match(LogLine line, Parser parser) {
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

    private Outcome take(LogLine line, Parser parser, Parser.Rule rule, Address address) {
        if (address == null) {
            return Outcome.BAD_ADDRESS;
        }
        if (login == null) {
            login = new Login(address, user(rule), parser.name());
            loginLine = line;
        }
        return login.address().equals(address) ? Outcome.LOGIN : Outcome.TWO_READINGS;
    }

    private Outcome join(LogLine line, Parser parser) {
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

    /** Takes a pattern that ran away. */
    void runAway(Parser parser, Parser.Rule rule) {
        ranAway++;
        String place = parser.section().file() + ":" + rule.setting().line() + ": parser '" + parser.name()
                + "': '" + rule.setting().key() + "'";
        warnings.sayOnce(place + " takes too long on some lines, which are dropped (said once)");
    }

    private Address address(LogLine line, Parser.Rule rule) {
        int start = matcher.start(rule.ip());
        return start < 0
                ? null
                : Address.parse(line.buffer(), start, matcher.end(rule.ip())).orElse(null);
    }

    private String user(Parser.Rule rule) {
        String user = rule.user() == 0 ? null : matcher.text(rule.user());
        return user == null ? "" : user;
    }

    /** The matcher for tags and messages. */
    Matcher matcher() {
        return matcher;
    }

    /** The login in the line read last; null if it is none. */
    Login login() {
        return login;
    }

    /** Lines dropped because a pattern ran away. */
    long ranAway() {
        return ranAway;
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

    private long time(LogLine line) {
        long time = dating.date(line, arrival);
        return time < 0 ? arrival.time() : time;
    }
}
