package poplock.readlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A readlog that gets no inotify from the kernel: it is run in a user namespace that has none to give. */
class PollIT {
    private static final String WITHOUT = "echo 0 >/proc/sys/user/max_inotify_instances && exec \"$@\"";

    @TempDir
    Path folder;

    private Path log;
    private Running readlog;
    private int logins;

    @BeforeEach
    void start() throws IOException {
        log = folder.resolve("mail.log");
        Log.append(log, "");
        Files.writeString(folder.resolve("conf"), "dbfile = db\nexpiry = 1d\nsource = file:" + log + "\n");
        var command = new ArrayList<>(
                List.of("unshare", "--user", "--map-root-user", "sh", "-c", WITHOUT, "sh"));
        command.addAll(Running.command("-c", "conf"));
        readlog = Running.start(folder, command).ready();
    }

    @AfterEach
    void stop() throws Exception {
        try (var running = readlog) {
            assertFalse(readlog.openFiles().stream().anyMatch(file -> file.toString().contains("inotify")));
            assertEquals(0, running.stop());
            assertEquals(
                    IntStream.rangeClosed(1, logins).mapToObj(PollIT::address).collect(Collectors.toSet()),
                    Entries.read(folder.resolve("db")).keySet());
        }
    }

    @Test
    void readsLateLinesOfARenamedFile() throws IOException {
        login(log);
        Path old = Files.move(log, folder.resolve("mail.log.1"));
        login(log);
        awaitAll();
        login(old);
        login(log);
        awaitAll();
    }

    @Test
    void readsFilesThatLostTheNameBetweenTwoLooks() throws IOException {
        login(log);
        awaitAll();
        for (int i = 1; i <= 5; i++) {
            login(log);
            Files.move(log, folder.resolve("mail.log." + i));
            login(log);
        }
        awaitAll();
    }

    @Test
    void readsOnAfterCopyingAndTruncation() throws IOException {
        login(log);
        awaitAll();
        for (int i = 1; i <= 3; i++) {
            login(log);
            Files.copy(log, folder.resolve("mail.log." + i), StandardCopyOption.COPY_ATTRIBUTES);
            Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            login(log);
            awaitAll();
        }
    }

    @Test
    void readsAFileThatIsDeletedAndMadeAgain() throws IOException {
        login(log);
        Files.delete(log);
        login(log);
        awaitAll();
        Files.delete(log);
        login(log);
        awaitAll();
    }

    @Test
    void followsALinkToAnotherFolder() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first")).resolve("log");
        Path second = Files.createDirectory(folder.resolve("second")).resolve("log");
        login(first);
        pointTo(first);
        awaitAll();
        login(second);
        pointTo(second);
        login(first);
        login(second);
        awaitAll();
    }

    @Test
    void passesOverAFolderInTheFilesPlace() throws IOException {
        Path away = folder.resolve("away");
        login(log);
        awaitAll();
        Files.move(log, away);
        login(away);
        Files.createDirectory(log);
        awaitAll();
        Files.delete(log);
        login(log);
        awaitAll();
    }

    private void pointTo(Path target) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Files.move(link, log, StandardCopyOption.ATOMIC_MOVE);
    }

    private void login(Path file) throws IOException {
        Log.append(file, Log.login(address(++logins)));
    }

    private void awaitAll() {
        for (int i = 1; i <= logins; i++) {
            Entries.await(folder.resolve("db"), address(i));
        }
    }

    private static String address(int number) {
        return "192.0.2." + number;
    }
}
