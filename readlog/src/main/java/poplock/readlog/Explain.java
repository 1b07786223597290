package poplock.readlog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Printable;
import poplock.common.Source;
import poplock.posix.CString;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.program.Input;
import poplock.program.Output;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Header;
import poplock.readlog.line.LineReader;
import poplock.readlog.line.LogLine;
import poplock.readlog.parser.Login;
import poplock.readlog.parser.LoginFinder;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.NearMiss;
import poplock.readlog.parser.Outcome;
import poplock.readlog.parser.UnclaimedTags;

/**
 * {@code readlog --explain}: says of each line of a log that some parser's program claims what becomes of it. Five columns,
 * with a TAB between them: number of the line; LOGIN, IGNORED or NONE; parser; address or {@code -}; the user of a login, or
 * the reason. Bytes that are not visible ASCII, and backslashes, are written as {@code \xNN}. The lines of the summary at the
 * end start with {@code #}.
 */
final class Explain {
    private static final int SHOWN = 60;

    private final LoginParsers parsers;
    private final Config config;
    private final String tag;
    private final Clock clock;
    /** What has been found out and not printed yet. */
    private final StringBuilder out = new StringBuilder();
    private final Drops drops = new Drops();
    private final LoginFinder finder;
    private final UnclaimedTags unclaimedTags;
    private final Map<String, int[]> counts = new TreeMap<>();
    private final LineReader reader;
    private final Arrival now;
    private long logins;
    private long noHeader;
    private long claimed;

    /** @param source whose tag and limit of a line's length count; its lines come from elsewhere */
    Explain(LoginParsers parsers, Config config, Source source, Clock clock) {
        this.parsers = parsers;
        this.config = config;
        tag = source.tag().isEmpty() ? null : source.tag();
        this.clock = clock;
        now = Arrival.live(clock.now());
        unclaimedTags = new UnclaimedTags(parsers.parsers());
        finder = parsers.follow(source, drops);
        reader = new LineReader(this::line, finder::passOver, drops, null);
    }

    /**
     * Reads a log to its end.
     *
     * @return {@link Exit#OK}, or {@link Exit#NO} if there is no login in it
     */
    int run(Input in, Output printed, Progress progress) throws Failure {
        byte[] buffer = new byte[1 << 16];
        for (int length; (length = in.read(buffer)) > 0;) {
            reader.feed(buffer, 0, length);
            progress.advance(length);
            print(printed);
        }
        progress.end();
        summary();
        print(printed);
        printed.flush();
        return logins > 0 ? Exit.OK : Exit.NO;
    }

    private void print(Output printed) throws Failure {
        printed.append(out);
        out.setLength(0);
    }

    private void line(byte[] buffer, int start, int end) {
        Login login = finder.find(buffer, start, end, now);
        if (finder.claiming().length == 0) {
            unclaimed(buffer, start, end);
            return;
        }
        claimed++;
        if (login == null) {
            none(finder.line());
            return;
        }
        logins++;
        count(login.parser(), 0);
        String rule = rule(login);
        String user = Printable.escaped(login.user());
        row(rule == null ? "LOGIN" : "IGNORED", login.parser(), login.address().toString(),
                rule == null ? user.isEmpty() ? "-" : user : "ignored: " + rule + ", user " + user);
    }

    private void unclaimed(byte[] buffer, int start, int end) {
        Header header = tag == null ? Header.parse(buffer, start, end) : null;
        if (finder.outcome() == Outcome.NO_HEADER) {
            noHeader++;
        } else if (tag != null || header != null) {
            unclaimedTags.take(new LogLine().set(buffer, start, end, header, tag));
        }
    }

    private String rule(Login login) {
        long present = clock.now();
        var denied = config.deny().covering(login.address(), present);
        if (denied.isPresent()) {
            return "deny = " + denied.get();
        }
        return config.ignore().covering(login.address(), present).map(ignored -> "ignore = " + ignored)
                .orElse(null);
    }

    private void none(LogLine line) {
        List<NearMiss> nearest = NearMiss.of(finder.claiming(), line);
        nearest.forEach(each -> count(each.parser().name(), 1));
        String reason = finder.outcome().text();
        if (finder.outcome() == Outcome.NO_MATCH) {
            reason += ": " + distance(nearest.getFirst(), line) + others(nearest);
        }
        row("NONE", nearest.getFirst().parser().name(), "-", reason);
    }

    private static String distance(NearMiss nearest, LogLine line) {
        String message = CString.text(line.buffer(), line.message(), line.messageEnd());
        String start = message.substring(Math.max(0, nearest.bytes() - SHOWN), nearest.bytes());
        String rest = message.substring(nearest.bytes(),
                Math.min(message.length(), nearest.bytes() + SHOWN));
        String rule = nearest.rule().setting().key() + " (" + nearest.parser().section().file() + ":"
                + nearest.rule().setting().line() + ")";
        return rule + " fits " + nearest.bytes() + " of " + message.length() + " bytes"
                + (start.isEmpty() ? "" : ", up to '" + Printable.escaped(start) + "'")
                + (rest.isEmpty() ? ", which is not the end" : ", not '" + Printable.escaped(rest) + "'");
    }

    private static String others(List<NearMiss> nearest) {
        var text = new StringBuilder();
        for (NearMiss other : nearest.subList(1, nearest.size())) {
            text.append("; ").append(other.parser().name()).append(" fits ").append(other.bytes());
        }
        return text.toString();
    }

    private void row(String verdict, String parser, String address, String last) {
        out.append(reader.lines() + "\t" + verdict + "\t" + parser + "\t" + address + "\t" + last + "\n");
    }

    private void count(String parser, int column) {
        counts.computeIfAbsent(parser, name -> new int[2])[column]++;
    }

    private void summary() {
        counts.forEach((parser, count) -> out
                .append("# " + parser + ": " + count[0] + " logins, " + count[1] + " other lines\n"));
        out.append(
                "# " + reader.lines() + " lines, " + claimed + " claimed by the " + parsers.parsers().size()
                        + " parsers that are on, " + logins + " logins\n");
        dropped(noHeader, "without a syslog header of a known form; for a log without any, say --tag TAG");
        dropped(drops.of(Drops.Cause.TOO_LONG),
                "dropped for being longer than " + LineReader.MAX_LINE + " bytes");
        dropped(drops.of(Drops.Cause.CONTROL), "dropped for a control character");
        dropped(drops.of(Drops.Cause.CUT_OFF),
                "not believed, for the server's logger may have cut it off a longer one");
        dropped(drops.of(Drops.Cause.CUT_SHORT),
                "not believed, for the system logger may have thrown its end away");
        dropped(drops.of(Drops.Cause.RAN_AWAY), "dropped because a pattern took too long");
        dropped(drops.of(Drops.Cause.FAILED), "dropped for a mistake in readlog itself");
        dropped(reader.pending() > 0 ? 1 : 0, "not judged, for it does not end");
        unclaimedTags.advice().forEach(advice -> out.append("# " + advice + "\n"));
    }

    private void dropped(long count, String why) {
        if (count > 0) {
            out.append("# " + count + " " + (count == 1 ? "line" : "lines") + " " + why + "\n");
        }
    }
}
