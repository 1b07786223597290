package poplock.readlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What readlog and fifo-safety have done, in the Prometheus text format, for node_exporter's textfile collector and for
 * {@code showallowed --status}.
 */
final class StatusFile {
    private final WholeFile file;
    private final Path drained;
    private final Counters counters;
    private final Store store;
    private final long start = System.currentTimeMillis() / 1000;

    StatusFile(Path dbfile, Counters counters, Store store) {
        this.file = new WholeFile(dbfile.resolveSibling(dbfile.getFileName() + ".metrics"));
        this.drained = dbfile.resolveSibling(dbfile.getFileName() + ".drained");
        this.counters = counters;
        this.store = store;
    }

    void write(Warnings warnings) {
        try {
            file.replace(ByteBuffer.wrap(text().getBytes(StandardCharsets.ISO_8859_1)), false);
        } catch (IOException e) {
            warnings.say("metrics", "unable to write " + file.path() + ": " + Why.of(e));
        }
    }

    private String text() throws IOException {
        var text = new MetricsText();
        text.gauge("start_timestamp_seconds", "When readlog was started", start);
        text.gauge("metrics_timestamp_seconds", "When these metrics were written",
                System.currentTimeMillis() / 1000);
        text.gauge("allowed_addresses", "Addresses with a login that has not expired", store.size());
        return text + counters.text() + ofFifoSafety();
    }

    /** fifo-safety keeps its own counters, in the same format. */
    private String ofFifoSafety() throws IOException {
        try {
            return Files.readString(drained, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
