package poplock.readlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import poplock.readlog.database.Entries;
import poplock.readlog.source.Log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Logins from many addresses through file and FIFO, and rotations, for a long time: memory, descriptors and threads
 * level off. The system property poplock.soak.minutes says how long; packaging/soak.sh runs it for hours.
 */
@Execution(ExecutionMode.CONCURRENT)
class SoakIT {
    private static final double MINUTES = Double
            .parseDouble(System.getProperty("poplock.soak.minutes", "1"));
    private static final int ADDRESSES = 20_000;
    private static final int A_TURN = 20;
    private static final long TURN = 200;
    /** A rotation every five seconds. */
    private static final int TURNS_A_FILE = 25;
    /** readlog holds a rotated file for a minute after its last line, and looks now and then. */
    private static final int ROTATED = 60 / 5 + 2;

    /** What the program takes, in KiB and pieces; rotated files are not among the other descriptors. */
    private record Sample(long memory, long descriptors, long rotated, long threads) {}

    @TempDir
    Path folder;

    private final Random random = new Random(20261122);

    @Test
    void memoryDescriptorsAndThreadsLevelOff() throws Exception {
        Path log = folder.resolve("log");
        Path fifo = folder.resolve("fifo");
        Log.append(log, "");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Files.writeString(folder.resolve("conf"),
                "dbfile = db\nexpiry = 1m\nsource = file:" + log + "\nsource = fifo:" + fifo + "\n");
        try (var readlog = Running.start(folder, command()).ready();
                var pipe = new RandomAccessFile(fifo.toFile(), "rw")) {
            List<Sample> samples = load(readlog, log, pipe);
            Log.append(log, Log.login("203.0.113.1"));
            Entries.await(folder.resolve("db"), "203.0.113.1");
            assertEquals(0, readlog.stop());
            assertEquals(1, readlog.errors().lines().count(), readlog.errors());
            assertLevel(samples);
        }
    }

    /** With the launcher's own options. */
    private static List<String> command() {
        List<String> command = Running.command("-c", "conf");
        command.removeIf(option -> option.startsWith("-X"));
        command.addAll(1, List.of("-XX:+UseSerialGC", "-Xms8m", "-Xmx120m", "-Xss512k", "-XX:-UsePerfData",
                "-XX:FreqInlineSize=100"));
        return command;
    }

    private List<Sample> load(Running readlog, Path log, RandomAccessFile pipe) throws Exception {
        var samples = new ArrayList<Sample>();
        long end = System.nanoTime() + (long) (MINUTES * TimeUnit.MINUTES.toNanos(1));
        for (int turn = 1; System.nanoTime() < end; turn++) {
            for (int i = 0; i < A_TURN; i++) {
                Log.append(log, Log.login(address()));
                pipe.write(Log.login(address()).getBytes(StandardCharsets.ISO_8859_1));
            }
            if (turn % TURNS_A_FILE == 0) {
                Files.move(log, folder.resolve("log." + turn));
                Log.append(log, "");
                Files.deleteIfExists(folder.resolve("log." + (turn - 20 * TURNS_A_FILE)));
            }
            samples.add(sample(readlog.pid(), folder));
            Thread.sleep(TURN);
        }
        return samples;
    }

    private String address() {
        int number = random.nextInt(ADDRESSES);
        return number % 4 == 0
                ? "2001:db8::" + Integer.toHexString(number + 1)
                : "10.0." + number / 256 + "." + number % 256;
    }

    private static Sample sample(long pid, Path folder) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        try (var descriptors = Files.list(process.resolve("fd"));
                var threads = Files.list(process.resolve("task"))) {
            List<Path> open = descriptors.toList();
            long rotated = open.stream().filter(each -> target(each).startsWith(folder + "/log.")).count();
            return new Sample(memory(process), open.size() - rotated, rotated, threads.count());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static long memory(Path process) throws IOException {
        String line = Files.readAllLines(process.resolve("status")).stream()
                .filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** The first third is for warming up; the last may not stand out from the second. */
    private static void assertLevel(List<Sample> samples) {
        int third = samples.size() / 3;
        var middle = samples.subList(third, 2 * third);
        var last = samples.subList(2 * third, samples.size());
        System.out.println("soak of " + MINUTES + " minutes: memory " + most(middle, Sample::memory)
                + " then "
                + most(last, Sample::memory) + " KiB, descriptors " + most(middle, Sample::descriptors)
                + " then "
                + most(last, Sample::descriptors) + ", rotated files " + most(last, Sample::rotated)
                + ", threads " + most(middle, Sample::threads) + " then "
                + most(last, Sample::threads));
        assertTrue(most(last, Sample::memory) <= most(middle, Sample::memory) * 1.1 + 8192, "memory grows");
        // A rotation and a save have some open for a moment; a leak is in every sample that follows.
        assertTrue(median(last, Sample::descriptors) <= median(middle, Sample::descriptors) + 2,
                "descriptors grow");
        assertTrue(most(samples, Sample::rotated) <= ROTATED, "rotated files stay open");
        assertTrue(most(last, Sample::threads) <= most(middle, Sample::threads) + 2, "threads grow");
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> of) {
        return samples.stream().mapToLong(of).sorted().skip(samples.size() / 2).findFirst().orElseThrow();
    }

    private static long most(List<Sample> samples, ToLongFunction<Sample> of) {
        return samples.stream().mapToLong(of).max().orElseThrow();
    }
}
