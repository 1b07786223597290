package poplock.readlog;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Source;

import static org.junit.jupiter.api.Assertions.assertTrue;

class SourcesTest {
    private static final long NOW = 1_795_348_800;

    @TempDir
    Path folder;

    private Sources sources;

    /** Whoever is woken up by the news looks once, and then waits for what may never come. */
    @Test
    void theLastOneHasEndedWhenItSaysSo() throws Exception {
        var counters = new Counters();
        var warnings = new Warnings(text -> {});
        var ended = new CompletableFuture<Boolean>();
        Path log = Files.writeString(folder.resolve("log"), Log.login("192.0.2.1"));
        try (var in = new FileInputStream(log.toFile());
                var store = new Store(Shipped.config(""), folder.resolve("db"), counters, warnings, () -> {},
                        () -> NOW)) {
            sources = new Sources(store, counters, warnings, () -> NOW, in,
                    () -> ended.complete(sources.haveEnded()));
            sources.follow(List.of(Source.parse("stdin")), new LoginParsers(List.of()));
            assertTrue(ended.get(60, TimeUnit.SECONDS));
        }
    }
}
