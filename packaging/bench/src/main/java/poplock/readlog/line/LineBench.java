package poplock.readlog.line;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import poplock.common.Address;
import poplock.posix.jvm.JvmWords;

/** What each log line costs, and each address. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineBench {
    private final byte[] rfc3164 = bytes(
            "Nov 22 12:00:00 mx postfix/smtpd[812]: connect from a.example[192.0.2.7]");
    private final byte[] rfc3339 = bytes(
            "2026-11-22T12:00:00.123456+00:00 mx postfix/smtpd[812]: connect from a.example[192.0.2.7]");
    private final byte[] rfc5424 = bytes(
            "<22>1 2026-11-22T12:00:00.123456+00:00 mx postfix/smtpd 812 - - connect from a.example[192.0.2.7]");
    private final HeaderReader headers = new HeaderReader(new JvmWords());

    /** All but the first start as the one before. */
    @Benchmark
    public Object headerRfc3164() {
        return headers.read(rfc3164, 0, rfc3164.length);
    }

    @Benchmark
    public Object headerRfc3339() {
        return headers.read(rfc3339, 0, rfc3339.length);
    }

    /** Two lines, neither of which starts as the one before. */
    @Benchmark
    public Object headersRfc3164AndRfc3339() {
        headers.read(rfc3164, 0, rfc3164.length);
        return headers.read(rfc3339, 0, rfc3339.length);
    }

    @Benchmark
    public Object headerRfc5424() {
        return headers.read(rfc5424, 0, rfc5424.length);
    }

    @Benchmark
    public Optional<Address> addressIpv4() {
        return Address.parse("203.0.113.217");
    }

    @Benchmark
    public Optional<Address> addressIpv6() {
        return Address.parse("2001:db8:85a3::8a2e:370:7334");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
