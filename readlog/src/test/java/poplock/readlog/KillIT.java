package poplock.readlog;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** kill -9 at any moment: the database is whole after each, and what was logged to a file gets in in the end. */
class KillIT {
    private static final int KILLS = 500;
    private static final int LANES = 2;
    /** Logins in the pipe that nobody has read are held to this many bytes, or the writer would have to wait. */
    private static final int PIPE = 32_768;

    @TempDir
    Path folder;

    @Test
    void theDatabaseIsWholeAfterEachOf500Kills() throws Exception {
        try (var threads = Executors.newFixedThreadPool(LANES)) {
            var lanes = new ArrayList<Callable<Integer>>();
            for (int lane = 0; lane < LANES; lane++) {
                var each = new Lane(Files.createDirectory(folder.resolve("lane" + lane)), 20261122L + lane);
                lanes.add(() -> each.run(KILLS / LANES));
            }
            for (var result : threads.invokeAll(lanes)) {
                assertTrue(result.get() > 1000, "logins written: " + result.get());
            }
        }
    }

    /** One readlog that is killed and started again, and the writer of its logs. */
    private static final class Lane {
        private final Path folder;
        private final Random random;
        private final Path database;
        private final Path log;
        private final Path fifo;
        private final AtomicInteger logged = new AtomicInteger();
        private volatile boolean writing = true;

        Lane(Path folder, long seed) throws IOException, InterruptedException {
            this.folder = folder;
            random = new Random(seed);
            database = folder.resolve("db");
            log = folder.resolve("log");
            fifo = folder.resolve("fifo");
            Log.append(log, "");
            assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
            Files.writeString(folder.resolve("conf"),
                    "dbfile = db\nexpiry = 1d\nsource = file:" + log + "\nsource = fifo:" + fifo + "\n");
        }

        int run(int kills) throws Exception {
            long start = System.currentTimeMillis() / 1000;
            List<String> command = quickCommand();
            try (var pipe = new RandomAccessFile(fifo.toFile(), "rw")) {
                var writer = Thread.ofPlatform().start(() -> write(pipe));
                int whole = 0;
                for (int i = 0; i < kills; i++) {
                    try (Running readlog = Running.start(folder, command)) {
                        Thread.sleep(random.nextInt(450));
                        assertTrue(readlog.process().isAlive(), readlog.errors());
                    }
                    whole += Files.exists(database) ? check(start) : 0;
                }
                writing = false;
                writer.join();
                assertTrue(whole > kills / 2,
                        "a database was there after " + whole + " of " + kills + " kills");
                finish(command);
            }
            return logged.get();
        }

        private int check(long start) throws IOException {
            long now = System.currentTimeMillis() / 1000;
            for (Map.Entry<String, Long> entry : Entries.read(database).entrySet()) {
                assertTrue(entry.getValue() >= start - 1 && entry.getValue() <= now, entry.toString());
            }
            return 1;
        }

        /** One last readlog that is let live: nothing of the file is missing then. */
        private void finish(List<String> command) throws Exception {
            Log.append(log, Log.login("203.0.113.1"));
            try (var readlog = Running.start(folder, command).ready();
                    var pipe = new RandomAccessFile(fifo.toFile(), "rw")) {
                pipe.write(Log.login("203.0.113.2").getBytes(StandardCharsets.ISO_8859_1));
                Entries.await(database, "203.0.113.1");
                Entries.await(database, "203.0.113.2");
                assertEquals(0, readlog.stop());
            }
            Map<String, Long> entries = Entries.read(database);
            for (int i = 0; i < logged.get(); i++) {
                assertTrue(entries.containsKey(address("10", i)), "lost: login " + i + " of " + logged);
            }
        }

        /** Every start loads the classes from an archive that the first one leaves. */
        private List<String> quickCommand() throws Exception {
            List<String> command = Running.command("-c", "conf");
            command.addAll(1,
                    List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder + "/cds",
                            "-Xlog:disable"));
            try (var first = Running.start(folder, command).ready()) {
                assertEquals(0, first.stop());
            }
            return command;
        }

        private void write(RandomAccessFile pipe) {
            try (var unread = new FileInputStream(fifo.toFile());
                    var out = new FileOutputStream(pipe.getFD())) {
                while (writing) {
                    int number = logged.get();
                    Log.append(log, Log.login(address("10", number)));
                    logged.incrementAndGet();
                    if (unread.available() < PIPE) {
                        out.write(Log.login(address("172", number)).getBytes(StandardCharsets.ISO_8859_1));
                    }
                    Thread.sleep(5);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static String address(String first, int number) {
            return first + "." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
        }
    }
}
