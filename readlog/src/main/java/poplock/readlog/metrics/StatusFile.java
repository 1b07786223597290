package poplock.readlog.metrics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import poplock.program.Warnings;
import poplock.readlog.database.WholeFile;
import poplock.readlog.line.Why;

/**
 * What readlog and fifo-safety have done, in the Prometheus text format, for node_exporter's textfile collector and for
 * {@code showallowed --status}.
 */
public final class StatusFile {
    private final WholeFile file;
    private final Path drained;
    private final Counters counters;
    private final IntSupplier allowed;
    private final LongSupplier clock;
    private final long start;

    public StatusFile(Path dbfile, Counters counters, IntSupplier allowed, LongSupplier clock) {
        this.file = new WholeFile(dbfile.resolveSibling(dbfile.getFileName() + ".metrics"));
        this.drained = dbfile.resolveSibling(dbfile.getFileName() + ".drained");
        this.counters = counters;
        this.allowed = allowed;
        this.clock = clock;
        start = clock.getAsLong();
    }

    public void write(Warnings warnings) {
        try {
            var bytes = ByteBuffer.wrap(text().getBytes(StandardCharsets.ISO_8859_1));
            file.replace(List.of(bytes).iterator(), false);
        } catch (IOException e) {
            warnings.say("metrics", "unable to write " + file.path() + ": " + Why.of(e));
        }
    }

    private String text() {
        var text = new MetricsText();
        text.gauge("start_timestamp_seconds", "When readlog was started", start);
        text.gauge("metrics_timestamp_seconds", "When these metrics were written",
                clock.getAsLong());
        text.gauge("allowed_addresses", "Addresses with a login that has not expired", allowed.getAsInt());
        return text + counters.text() + ofFifoSafety();
    }

    /** fifo-safety keeps its own counters, in the same format. */
    private String ofFifoSafety() {
        try {
            return Files.isRegularFile(drained)
                    ? Files.readString(drained, StandardCharsets.ISO_8859_1)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }
}
