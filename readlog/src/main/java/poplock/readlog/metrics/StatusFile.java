package poplock.readlog.metrics;

import java.util.function.IntSupplier;

import poplock.posix.AtomicFile;
import poplock.posix.CString;
import poplock.posix.Clock;
import poplock.posix.Failure;
import poplock.posix.Libc;
import poplock.posix.OpenFile;
import poplock.program.Warnings;

/**
 * What readlog and fifo-safety have done, in the Prometheus text format, for node_exporter's textfile collector and for
 * {@code showallowed --status}.
 */
public final class StatusFile {
    /** What fifo-safety writes is much shorter, in bytes. */
    private static final int MOST = 1 << 16;

    private final Libc libc;
    private final String path;
    private final String drained;
    private final Counters counters;
    private final IntSupplier allowed;
    private final Clock clock;
    private final long start;

    public StatusFile(Libc libc, String dbfile, Counters counters, IntSupplier allowed) {
        this.libc = libc;
        path = dbfile + ".metrics";
        drained = dbfile + ".drained";
        this.counters = counters;
        this.allowed = allowed;
        clock = new Clock(libc);
        start = clock.now();
    }

    public void write(Warnings warnings) {
        long mark = libc.mark();
        byte[] bytes = CString.bytes(text());
        try (AtomicFile fresh = AtomicFile.replacing(libc, path)) {
            fresh.write(bytes, 0, bytes.length);
            fresh.commit(false);
        } catch (Failure e) {
            warnings.say("metrics", "unable to write " + path + ": " + e.why());
            libc.keep();
        }
        libc.forget(mark);
    }

    private String text() {
        var text = new MetricsText();
        text.gauge("start_timestamp_seconds", "When readlog was started", start);
        text.gauge("metrics_timestamp_seconds", "When these metrics were written",
                clock.now());
        text.gauge("allowed_addresses", "Addresses with a login that has not expired", allowed.getAsInt());
        return text + counters.text() + ofFifoSafety();
    }

    /** fifo-safety keeps its own counters, in the same format. */
    private String ofFifoSafety() {
        try (OpenFile file = OpenFile.readIfThere(libc, drained)) {
            return file == null || !file.status().isPlain() ? "" : CString.text(file.content(MOST));
        } catch (Failure e) {
            return "";
        }
    }
}
