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
import poplock.common.Source;
import poplock.posix.jvm.JvmLibc;
import poplock.readlog.line.Arrival;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Header;

/** Each shipped parser on the first line that it must recognise, header included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBench {
    private static final Arrival NOW = Arrival.live(1_795_348_800L);
    private static final Set<Outcome> RECOGNISED = EnumSet.of(Outcome.LOGIN, Outcome.CONNECT);

    /** growth.sh gives all of them. */
    @Param("dovecot")
    public String parser;

    private byte[] line;
    private LoginFinder finder;

    @Setup
    public void follow() {
        var config = Config.parse("bench", new byte[0]);
        var parsers = LoginParsers.only(config, ParsersFile.read(new JvmLibc(), config, ParsersFile::packedIntoJar), parser);
        Parser only = parsers.parsers().getFirst();
        line = only.samples().getFirst().value().getBytes(StandardCharsets.ISO_8859_1);
        String tag = Header.parse(line, 0, line.length) == null
                ? only.program().setting().value().replaceFirst("[^A-Za-z0-9/_-].*", "")
                : "";
        finder = parsers.follow(new Source(Source.Kind.STDIN, "", tag), new Drops());
        login();
        if (!RECOGNISED.contains(finder.outcome())) {
            throw new IllegalStateException(parser + " does not recognise its sample");
        }
    }

    @Benchmark
    public Object login() {
        return finder.find(line, 0, line.length, NOW);
    }
}
