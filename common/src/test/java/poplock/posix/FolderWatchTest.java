package poplock.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FolderWatchTest {
    @TempDir
    private Path folder;
    private final ScriptedLibc libc = new ScriptedLibc("test");

    private FolderWatch watch(String name) {
        return new FolderWatch(libc, folder.resolve(name).toString());
    }

    private boolean told(FolderWatch watch) {
        var poll = new Poll(libc);
        poll.await(watch.descriptor());
        poll.dontWait();
        poll.run();
        boolean told = poll.ready(watch.descriptor());
        return watch.changed() && told;
    }

    @Test
    void tellsOfChangesInTheFolder() throws IOException {
        try (FolderWatch watch = watch("log")) {
            assertTrue(watch.look());
            assertFalse(told(watch));
            Files.writeString(folder.resolve("log"), "line\n");
            assertTrue(told(watch));
            assertFalse(told(watch));
            Files.move(folder.resolve("log"), folder.resolve("log.1"));
            assertTrue(watch.look() && told(watch));
        }
    }

    @Test
    void tellsOfChangesWhereALinkLeads() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            Files.createDirectory(folder.resolve(name));
            Files.createFile(folder.resolve(name).resolve("log"));
        }
        Files.createSymbolicLink(folder.resolve("log"), Path.of("one/log"));
        try (FolderWatch watch = watch("log")) {
            assertTrue(watch.look());
            Files.writeString(folder.resolve("one/log"), "line\n");
            assertTrue(told(watch));
            Files.delete(folder.resolve("log"));
            Files.createSymbolicLink(folder.resolve("log"), Path.of("two/log"));
            assertTrue(watch.look() && told(watch));
            Files.writeString(folder.resolve("two/log"), "line\n");
            assertTrue(told(watch));
            Files.writeString(folder.resolve("one/log"), "line\n");
            assertFalse(told(watch));
        }
    }

    @Test
    void aLinkWithinTheFolderKeepsItsWatch() throws IOException {
        Files.createFile(folder.resolve("current"));
        Files.createDirectory(folder.resolve("away"));
        Files.createFile(folder.resolve("away/log"));
        Files.createSymbolicLink(folder.resolve("log"), Path.of("current"));
        try (FolderWatch watch = watch("log")) {
            assertTrue(watch.look());
            Files.delete(folder.resolve("log"));
            Files.createSymbolicLink(folder.resolve("log"), Path.of("away/log"));
            assertTrue(watch.look() && told(watch));
            Files.writeString(folder.resolve("current"), "line\n");
            assertTrue(told(watch), "the folder is watched though no link leads there");
        }
    }

    @Test
    void followsAFolderThatIsMadeAnew() throws IOException {
        Files.createDirectory(folder.resolve("logs"));
        try (FolderWatch watch = watch("logs/log")) {
            assertTrue(watch.look());
            Files.move(folder.resolve("logs"), folder.resolve("old"));
            assertFalse(watch.look());
            Files.createDirectory(folder.resolve("logs"));
            assertTrue(watch.look());
            watch.changed();
            Files.createFile(folder.resolve("logs/log"));
            assertTrue(told(watch));
        }
    }

    @Test
    void saysWhereItDoesNotSeeAll() throws IOException {
        long here = libc.statfs(CString.of(folder.toString()));
        try (var watch = new FolderWatch(libc, folder.resolve("log").toString(), here)) {
            assertFalse(watch.look());
        }
        libc.fail("inotifyInit1", 24);
        try (FolderWatch watch = watch("log")) {
            assertFalse(watch.look() || watch.changed());
        }
    }
}
