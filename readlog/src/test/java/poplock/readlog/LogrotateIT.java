package poplock.readlog;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The real logrotate, 200 times while logins are written. */
class LogrotateIT {
    private static final int ROTATIONS = 200;
    private static final Pattern ADDRESS = Pattern.compile("rip=([0-9.]+),");

    @TempDir
    Path folder;

    private Path log;
    private volatile boolean writing = true;
    /** What postrotate is to a syslogd: it opens its file anew. */
    private volatile boolean reopen;
    private volatile int written;

    @Test
    void nothingIsLostWithCreate() throws Exception {
        Set<String> onDisk = rotate("create", false);
        assertEquals(written, onDisk.size(), "logins on the disk");
        assertEquals(Set.of(), missing(onDisk));
    }

    @Test
    void nothingIsLostWithCopytruncateButWhatTheCopyLoses() throws Exception {
        Set<String> onDisk = rotate("copytruncate", true);
        System.out.println(
                "copytruncate itself lost " + (written - onDisk.size()) + " of " + written + " logins");
        assertEquals(Set.of(), missing(onDisk));
    }

    /** Rotates under load. Returns the addresses that are in the log and its rotated files. */
    private Set<String> rotate(String way, boolean append) throws Exception {
        log = folder.resolve("mail.log");
        Path rules = folder.resolve("logrotate.conf");
        Log.append(log, "");
        Files.writeString(rules, log + " {\n rotate 1000\n nocompress\n " + way + "\n}\n");
        Files.writeString(folder.resolve("conf"), "dbfile = db\nexpiry = 1d\nsource = file:" + log + "\n");
        try (var readlog = Running.start(folder, "-c", "conf").ready()) {
            var writer = Thread.ofPlatform().start(() -> write(append));
            for (int i = 0; i < ROTATIONS; i++) {
                // The one before it may have been written already, and lost by a truncation.
                int next = written + 1;
                // Two truncations between two looks of readlog would hide a copy from it; renamed files it finds.
                Wait.until("a login of the new file",
                        () -> append ? readDatabase().contains(address(next) + " ") : written > next);
                assertEquals(0,
                        new ProcessBuilder("logrotate", "-f", "-s", folder + "/status", rules.toString())
                                .inheritIO().start().waitFor(),
                        "logrotate");
                reopen = true;
            }
            writing = false;
            writer.join();
            Log.append(log, Log.login("203.0.113.1"));
            Entries.await(folder.resolve("db"), "203.0.113.1");
            assertEquals(0, readlog.stop());
            assertEquals(1, readlog.errors().lines().count(), readlog.errors());
        }
        return onDisk();
    }

    /** A syslogd: with create it writes to the renamed file until it is told to open its file anew. */
    private void write(boolean append) {
        try {
            OutputStream out = open();
            while (writing) {
                if (reopen && !append) {
                    reopen = false;
                    out.close();
                    out = open();
                }
                int number = written;
                out.write(Log.login(address(number))
                        .getBytes(StandardCharsets.ISO_8859_1));
                written = number + 1;
                LockSupport.parkNanos(1_000_000);
            }
            out.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String readDatabase() throws IOException {
        Path database = folder.resolve("db");
        return Files.exists(database) ? Files.readString(database, StandardCharsets.ISO_8859_1) : "";
    }

    private static String address(int number) {
        return "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Set<String> onDisk() throws IOException {
        var addresses = new TreeSet<String>();
        int files = 0;
        try (var names = Files.newDirectoryStream(folder, "mail.log*")) {
            for (Path name : names) {
                files++;
                ADDRESS.matcher(Files.readString(name, StandardCharsets.ISO_8859_1)).results()
                        .forEach(match -> addresses.add(match.group(1)));
            }
        }
        assertTrue(files > ROTATIONS, files + " files");
        addresses.remove("203.0.113.1");
        return addresses;
    }

    private Set<String> missing(Set<String> onDisk) throws IOException {
        var missing = new TreeSet<>(onDisk);
        missing.removeAll(Entries.read(folder.resolve("db")).keySet());
        return missing;
    }
}
