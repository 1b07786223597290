package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import poplock.common.Config;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Header;

/** Each shipped parser on the first line that it must recognise, header included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBench {
    private static final Arrival NOW = Arrival.live(1_795_348_800L);
    private static final Set<Following.Outcome> RECOGNISED = EnumSet.of(Following.Outcome.LOGIN,
            Following.Outcome.CONNECT);

    /** growth.sh gives all of them. */
    @Param("dovecot")
    public String parser;

    private byte[] line;
    /** Null if the line has a header. */
    private String tag;
    private Following following;

    @Setup
    public void follow() {
        var config = Config.parse("bench", new byte[0]);
        var parsers = LoginParsers.only(config, ParsersFile.read(config), parser);
        Parser only = parsers.parsers().getFirst();
        line = only.samples().getFirst().value().getBytes(StandardCharsets.ISO_8859_1);
        following = parsers.follow();
        if (Header.parse(line, 0, line.length) == null) {
            tag = only.program().setting().value().replaceFirst("[^A-Za-z0-9/_-].*", "");
        }
        login();
        if (!RECOGNISED.contains(following.outcome())) {
            throw new IllegalStateException(parser + " does not recognise its sample");
        }
    }

    @Benchmark
    public Object login() {
        return following.find(line, 0, line.length, tag, NOW);
    }
}
