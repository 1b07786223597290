package poplock.readlog;

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

/** Each shipped parser on the first line that it must recognise, header included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBench {
    private static final long NOW = 1_795_348_800L;

    @Param({"uw-imap", "qpopper", "cyrus", "courier", "dovecot", "dovecot-log", "vchkpw", "qmail-pop3d",
            "solid-pop3d",
            "vm-pop3d", "tpop3d", "teapop", "popa3d", "perdition", "imapproxy", "dbmail"})
    public String parser;

    private byte[] line;
    private Following following;

    @Setup
    public void follow() {
        var config = Config.parse("bench", new byte[0]);
        var parsers = LoginParsers.only(config, ParsersFile.read(config), parser);
        line = LineBench.bytes(parsers.parsers().getFirst().samples().getFirst().value());
        following = parsers.follow();
        if (login() == null) {
            throw new IllegalStateException(parser + " does not recognise its sample");
        }
    }

    @Benchmark
    public Object login() {
        return following.find(line, 0, line.length, null, NOW);
    }
}
