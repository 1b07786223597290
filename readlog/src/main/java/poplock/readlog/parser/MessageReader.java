package poplock.readlog.parser;

import poplock.common.Address;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.Drops;
import poplock.readlog.line.LogLine;
import poplock.readlog.line.Zone;
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
    private final Drops drops;
    private final Login login = new Login();
    /** The address of the line that is being read. */
    private final long[] address = new long[2];
    private boolean isLogin;
    private LogLine loginLine;
    private Arrival arrival;
    private boolean isRunAway;

    /**
     * @param zone of the stamps that name none
     * @param warnings are told once of each pattern that runs away
     * @param drops counts the lines on which one does
     */
    MessageReader(Zone zone, Warnings warnings, Drops drops) {
        dating = new Dating(zone);
        this.warnings = warnings;
        this.drops = drops;
    }

    /** Asks the parsers that claim a line. */
    Outcome read(LogLine line, Parser[] claiming, Arrival came) {
        arrival = came;
        isLogin = false;
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
        return isLogin && best != Outcome.TWO_READINGS ? Outcome.LOGIN : best;
    }

    private Outcome match(LogLine line, Parser parser) {
        Outcome best = Outcome.NO_MATCH;
        for (int i = 0; i < parser.logins().size(); i++) {
            Parser.Rule rule = parser.logins().get(i);
            if (matches(parser, rule)) {
                best = readsAddress(line, rule) ? take(line, parser, rule) : Outcome.BAD_ADDRESS;
            }
            if (best == Outcome.TWO_READINGS) {
                return best;
            }
        }
        return best;
    }

    /** Takes the address that was read, and the user that the rule has just found. */
    private Outcome take(LogLine line, Parser parser, Parser.Rule rule) {
        if (!isLogin) {
            int user = rule.user() == 0 ? -1 : matcher.start(rule.user());
            login.take(parser.name(), address, line.buffer(), Math.max(user, 0),
                    user < 0 ? 0 : matcher.end(rule.user()));
            isLogin = true;
            loginLine = line;
        }
        return login.isFrom(address) ? Outcome.LOGIN : Outcome.TWO_READINGS;
    }

    private Outcome join(LogLine line, Parser parser) {
        String name = parser.name();
        for (int i = 0; i < parser.connects().size(); i++) {
            Parser.Rule rule = parser.connects().get(i);
            if (matches(parser, rule)) {
                connections.end(line, name, time(line), address);
                if (!readsAddress(line, rule)) {
                    return Outcome.BAD_ADDRESS;
                }
                connections.connect(line, name, address, time(line));
                return Outcome.CONNECT;
            }
        }
        for (int i = 0; i < parser.logins().size(); i++) {
            Parser.Rule rule = parser.logins().get(i);
            if (matches(parser, rule)) {
                return connections.end(line, name, time(line), address)
                        ? take(line, parser, rule)
                        : Outcome.NO_CONNECT;
            }
        }
        for (int i = 0; i < parser.disconnects().size(); i++) {
            Parser.Rule rule = parser.disconnects().get(i);
            if (matches(parser, rule)) {
                connections.end(line, name, time(line), address);
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
        drops.add(Drops.Cause.RAN_AWAY);
        String place = parser.section().file() + ":" + rule.setting().line() + ": parser '" + parser.name()
                + "': '" + rule.setting().key() + "'";
        warnings.sayOnce(place + " takes too long on some lines, which are dropped (said once)");
    }

    private boolean readsAddress(LogLine line, Parser.Rule rule) {
        int start = matcher.start(rule.ip());
        return start >= 0 && Address.parse(line.buffer(), start, matcher.end(rule.ip()), address);
    }

    /** The matcher for tags and messages. */
    Matcher matcher() {
        return matcher;
    }

    /** The login in the line read last, if it was one. */
    Login login() {
        return login;
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
