package poplock.readlog.parser;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import poplock.common.Printable;
import poplock.common.Source;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;
import poplock.readlog.line.Drops;
import poplock.readlog.line.HeaderReader;
import poplock.readlog.line.LogLine;
import poplock.readlog.line.Zone;

/**
 * Finds the logins in the log lines of one source, in their order. What it remembers of earlier lines (open connections,
 * loggers that cut messages in two) belongs to the source, whichever of its files or streams the next line comes from. Not
 * for several threads at once.
 */
public final class LoginFinder {
    private final Source source;
    /** Of all lines, which have no header then; null if each has its own. */
    private final String tag;
    private final Site site;
    private final MessageReader reader;
    private final HeaderReader headers;
    private final CutGuard cutGuard;
    private final LogLine line = new LogLine();
    private List<Parser> parsers;
    private ParserIndex index;
    private Claim ofTag;
    private Object stream;
    private Claim claim = Claim.NONE;
    private Outcome outcome = Outcome.NO_HEADER;
    private Arrival arrival;
    private long time;

    /** From the line on that the source's logger happens to have come to. */
    public LoginFinder(Source source, LoginParsers parsers, Site site) {
        this(source, parsers.parsers(), site, false);
    }

    /** @param isWhole whether nothing was logged before the first line that it will be given */
    LoginFinder(Source source, List<Parser> parsers, Site site, boolean isWhole) {
        this.source = source;
        this.site = site;
        headers = new HeaderReader(site.words());
        tag = source.tag().isEmpty() ? null : source.tag();
        reader = new MessageReader(zone(source, site.zone()), site.warnings(), site.drops());
        cutGuard = new CutGuard(isWhole);
        if (!isWhole) {
            headers.gap();
        }
        take(parsers);
    }

    private static Zone zone(Source source, Zone host) {
        return source.zone().isEmpty() ? host : Zone.of(source.zone().getAsInt());
    }

    /** The source whose lines these are, as the administrator wrote it. */
    public String source() {
        return source.toString();
    }

    public Site site() {
        return site;
    }

    /** Goes on with other parsers, from the next line on. */
    public void use(LoginParsers next) {
        List<Parser> other = next.parsers();
        if (!cuts(other).equals(cuts(parsers))) {
            // It has not heard every logger whose messages it will have to judge.
            cutGuard.gap();
        }
        take(other);
    }

    private void take(List<Parser> others) {
        parsers = others;
        index = new ParserIndex(parsers, reader.matcher(), reader::runAway, site.words());
        ofTag = tag == null ? Claim.NONE : index.of(tag);
    }

    /** Which tags are guarded, and from which length on. */
    private static Set<String> cuts(List<Parser> parsers) {
        return parsers.stream().filter(parser -> parser.cut() > 0)
                .map(parser -> parser.cut() + " " + parser.program().setting().value())
                .collect(Collectors.toSet());
    }

    /** The next lines are of this stream. If the ones before were of another, some of its lines may have gone elsewhere. */
    public void follow(Object next) {
        if (next != stream) {
            gap();
        }
        stream = next;
    }

    /** The next line is of this stream, and the first that its logger has written. */
    public void begin(Object its) {
        follow(its);
        cutGuard.begin();
    }

    /** Lines of this stream may have got lost before the next one. */
    public void gap(Object its) {
        stream = stream == its ? null : stream;
    }

    /** Between the line before and the next one, others may have been logged. */
    void gap() {
        cutGuard.gap();
        headers.gap();
    }

    /**
     * The login that a line tells of. A line that cannot be judged is dropped: it would stop readlog again after each restart,
     * and with it everybody's mail.
     *
     * @param came when the line was read
     * @return null if the line is no login: {@link #outcome} tells why
     */
    public Login find(byte[] buffer, int start, int end, Arrival came) {
        arrival = came;
        try {
            if (isClaimed(buffer, start, end)) {
                outcome = judge();
                time = outcome == Outcome.LOGIN ? reader.time() : Dating.NEVER;
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        return outcome == Outcome.LOGIN ? reader.login() : null;
    }

    /**
     * Takes a line that is dropped, whatever it says: it may have been cut all the same, and its rest is not to be believed.
     *
     * @param end after its last byte, or after the first ones if it is too long
     */
    public void passOver(byte[] buffer, int start, int end) {
        try {
            if (isClaimed(buffer, start, end) && claim.cut() > 0) {
                cutGuard.mistrusts(line, false);
            } else if (outcome == Outcome.NO_HEADER) {
                cutGuard.gap();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Whether some parser claims the line; if none does, the outcome tells why. */
    private boolean isClaimed(byte[] buffer, int start, int end) {
        claim = Claim.NONE;
        outcome = Outcome.NO_HEADER;
        if (tag != null) {
            claim = headers.readsBare(buffer, start, end) ? ofTag : Claim.NONE;
        } else if (headers.reads(buffer, start, end)) {
            claim = index.of(buffer, headers.tagStart(), headers.tagEnd());
        } else {
            return false;
        }
        outcome = Outcome.NOT_CLAIMED;
        if (claim.isNone()) {
            return false;
        }
        line.set(buffer, start, end, tag == null ? headers.header() : headers.bareHeader(), tag);
        return true;
    }

    private Outcome judge() {
        boolean isCut = source.max() > 0 && line.end() - line.start() >= source.max();
        boolean isRest = claim.cut() > 0
                && cutGuard.mistrusts(line, line.messageLength() < claim.cut() && !isCut);
        if (isCut) {
            site.drops().add(Drops.Cause.CUT_SHORT);
            return Outcome.CUT_SHORT;
        }
        Outcome its = isRest && claim.joins() ? Outcome.LOGIN : reader.read(line, claim.parsers(), arrival);
        if (isRest && its == Outcome.LOGIN) {
            site.drops().add(Drops.Cause.CUT_OFF);
            return Outcome.CUT_OFF;
        }
        return its;
    }

    private void fail(RuntimeException e) {
        outcome = Outcome.FAILED;
        site.drops().add(Drops.Cause.FAILED);
        gap();
        String names = Arrays.stream(claim.parsers()).map(parser -> "'" + parser.name() + "'")
                .collect(Collectors.joining(" or "));
        // A programmer will ask where it was, and a stack trace is no line of a log.
        String place = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
        site.warnings().say("failed",
                "unable to judge a log line" + (names.isEmpty() ? "" : " of " + names) + ": "
                        + Printable.escaped(e.toString()) + place + "; it is dropped");
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
        return claim.parsers();
    }

    /** When the login found last was, as {@link Dating#date} tells it. */
    public long time() {
        return time;
    }

    /** Whether the line of the login dated last has a stamp. */
    public boolean isStamped() {
        return reader.isStamped();
    }

    /** The machine that logged the login found last; empty if its line names none. */
    public String machine() {
        return reader.machine();
    }
}
