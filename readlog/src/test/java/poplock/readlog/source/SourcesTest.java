package poplock.readlog.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Source;
import poplock.posix.Poll;
import poplock.posix.ScriptedLibc;
import poplock.program.Warnings;
import poplock.readlog.database.Ledger;
import poplock.readlog.metrics.Counters;
import poplock.readlog.parser.LoginParsers;
import poplock.readlog.parser.Shipped;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SourcesTest {
    @TempDir
    Path folder;

    @Test
    void haveEndedWhenTheLastOneHas() throws IOException {
        var libc = new ScriptedLibc("readlog");
        var counters = new Counters();
        var warnings = new Warnings(System::nanoTime, text -> {});
        var poll = new Poll(libc);
        try (var ledger = new Ledger(libc, Shipped.config(""), folder + "/db", counters, warnings,
                () -> {})) {
            var sources = new Sources(libc, ledger, counters, warnings);
            sources.follow(List.of(Source.parse("stdin")), new LoginParsers(List.of()));
            libc.input().write(Log.login("192.0.2.1"));
            turn(sources, poll);
            assertFalse(sources.haveEnded());
            libc.input().closeWriter();
            turn(sources, poll);
            assertTrue(sources.haveEnded());
        }
    }

    private static void turn(Sources sources, Poll poll) throws IOException {
        poll.clear();
        sources.await(poll);
        poll.run();
        sources.read(poll);
    }
}
