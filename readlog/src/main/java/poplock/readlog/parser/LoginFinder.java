package poplock.readlog.parser;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;

import poplock.common.Printable;
import poplock.common.Source;
import poplock.program.Warnings;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Dating;

/**
 * The parsers as one source uses them: what they remember of earlier lines (connections, cut lines) belongs to the
 * source, whichever of its files or streams the next line comes from.
 */
public final class LoginFinder {
    private final Source source;
    private final String tag;
    private final Warnings warnings;
    private final Following following;
    private Object stream;
    private long failed;
    private long time;

    public LoginFinder(Source source, LoginParsers parsers, Warnings warnings) {
        this.source = source;
        tag = source.tag().isEmpty() ? null : source.tag();
        this.warnings = warnings;
        following = parsers.follow(false, source.max(), source.zone().isEmpty()
                ? ZoneId.systemDefault()
                : ZoneOffset.ofTotalSeconds(source.zone().getAsInt()), warnings);
    }

    /** The source whose lines these are, as the administrator wrote it. */
    public String source() {
        return source.toString();
    }

    /** Where warnings of this source go. */
    public Warnings warnings() {
        return warnings;
    }

    /** Goes on with other parsers, from the next line on. */
    public void use(LoginParsers parsers) {
        following.use(parsers.parsers());
    }

    /** The next lines are of this stream. If the ones before were of another, some of its lines may have gone elsewhere. */
    public void follow(Object next) {
        if (next != stream) {
            following.gap();
        }
        stream = next;
    }

    /** Lines of this stream may have got lost before the next one. */
    public void gap(Object its) {
        stream = stream == its ? null : stream;
    }

    /**
     * The login that a line tells of. A line that cannot be judged is dropped: it would stop readlog again after each restart,
     * and with it everybody's mail.
     *
     * @return null if the line is no login
     */
    public Login find(byte[] buffer, int start, int end, Arrival arrival) {
        try {
            Login login = following.find(buffer, start, end, tag, arrival);
            time = login == null ? Dating.NEVER : following.time();
            return login;
        } catch (RuntimeException e) {
            fail(e);
            return null;
        }
    }

    /** When the login found last was, as {@link Dating#date} tells it. */
    public long time() {
        return time;
    }

    /** Whether the line of the login dated last has a stamp. */
    public boolean isStamped() {
        return following.isStamped();
    }

    /** The machine that logged the login found last; empty if its line names none. */
    public String machine() {
        return following.machine();
    }

    /** Takes a line that is dropped: it may have been cut all the same, and its rest is not to be believed. */
    public void passOver(byte[] buffer, int start, int end) {
        try {
            following.passOver(buffer, start, end, tag);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        failed++;
        following.gap();
        warnings.say("failed",
                "unable to judge a log line" + claiming() + ": " + Printable.escaped(e.toString())
                        + at(e) + "; it is dropped");
    }

    /** Lines not believed because the message before may have been cut. */
    public long cutOff() {
        return following.cutOff();
    }

    /** Lines not believed because the system logger may have thrown their end away. */
    public long cutShort() {
        return following.cutShort();
    }

    /** Lines dropped because a pattern ran away. */
    public long ranAway() {
        return following.ranAway();
    }

    /** Lines dropped because judging them failed. */
    public long failed() {
        return failed;
    }

    private String claiming() {
        String names = Arrays.stream(following.claiming()).map(parser -> "'" + parser.name() + "'")
                .collect(Collectors.joining(" or "));
        return names.isEmpty() ? "" : " of " + names;
    }

    /** A programmer will ask where it was, and a stack trace is no line of a log. */
    private static String at(Throwable e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }
}
