package poplock.fifosafety;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** fifo-safety in both forms on real FIFOs. */
class FifoSafetyIT {
    private static final int INTERVAL = 200;
    private static final int STALL = 1_000;
    /** What a busy machine may add. */
    private static final int LATE = 700;
    /** Far more than a pipe holds. */
    private static final int MANY = 3_000;
    private static final int KILLS = 4;
    private static final String[] QUICK = {"--interval", INTERVAL + "ms", "--stall", STALL + "ms"};

    private Scene scene;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene();
    }

    @AfterEach
    void stop() throws IOException {
        scene.close();
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Writer::line).toList();
    }

    /** The log lines of a spool. */
    private static List<String> records(String spool) {
        return spool.lines().filter(line -> !line.equals("-"))
                .map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    /** What is in the FIFO, after all writers are done. */
    private static String rest(Path fifo) throws IOException {
        try (var in = new RandomAccessFile(fifo.toFile(), "rw")) {
            byte[] rest = new byte[1 << 20];
            in.write('\n');
            int length = in.read(rest);
            return new String(rest, 0, length - 1, StandardCharsets.ISO_8859_1);
        }
    }

    private static int join(Future<Integer> writing) throws Exception {
        return writing.get(30, TimeUnit.SECONDS);
    }

    private void assertNoLongWait(Writer writer) {
        assertTrue(writer.longest() <= STALL + INTERVAL + LATE, "a write took " + writer.longest() + " ms");
    }

    @ParameterizedTest
    @EnumSource
    void aWriterWithoutAReaderGoesOn(Form form) throws Exception {
        Process safety = scene.guard(form, QUICK);
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(MANY, 0));
            assertNoLongWait(writer);
            assertEquals(0, Scene.stop(safety));
            var all = new ArrayList<>(records(Scene.read(scene.spool)));
            all.addAll(rest(scene.fifo).lines().toList());
            assertEquals(numbered(0, MANY), all);
        }
        assertEquals(records(Scene.read(scene.spool)).size(), scene.counter("drained_lines"));
        assertEquals(0, scene.counter("lost_lines"));
        long now = System.currentTimeMillis() / 1_000;
        assertTrue(Scene.read(scene.spool).lines().filter(line -> !line.equals("-"))
                .map(line -> Long.parseLong(line.substring(0, line.indexOf(' '))))
                .allMatch(time -> time <= now && time > now - 30), "the times of arrival");
        String[] errors = scene.errors("fifo-safety").split("\n");
        assertTrue(errors[0].startsWith("fifo-safety: " + scene.fifo + " is not read: drained "), errors[0]);
        assertTrue(errors[1].startsWith("fifo-safety: " + scene.fifo + " is guarded no more: drained "),
                errors[1]);
        assertEquals(2, errors.length);
    }

    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void withoutASpoolLinesGoAway(Form form) throws Exception {
        scene.configure();
        Process safety = scene.guard(form, QUICK);
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(MANY, 0));
            assertNoLongWait(writer);
        }
        assertEquals(0, Scene.stop(safety));
        assertTrue(scene.counter("drained_lines") > MANY / 2);
        assertEquals(scene.counter("drained_bytes"), scene.counter("lost_bytes"));
        assertTrue(scene.errors("fifo-safety").contains(" lines, away\n"), scene.errors("fifo-safety"));
        assertFalse(Files.exists(scene.spool));
    }

    /** The FIFO is full all the time: the writer fills at once what the reader takes. */
    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void aSlowReaderLosesNothing(Form form) throws Exception {
        scene.guard(form, QUICK);
        try (var reader = new FileInputStream(scene.fifo.toFile()); var writer = new Writer(scene.fifo)) {
            Future<Integer> writing = writer.write(MANY, 0);
            var all = new StringBuilder();
            for (long end = System.nanoTime() + 4_000_000_000L; System.nanoTime() < end;) {
                all.append(new String(reader.readNBytes(1_000), StandardCharsets.ISO_8859_1));
                Thread.sleep(STALL / 2);
            }
            assertFalse(writing.isDone(), "the writer waits for the reader");
            while (!writing.isDone() || reader.available() > 0) {
                all.append(new String(reader.readNBytes(reader.available()), StandardCharsets.ISO_8859_1));
            }
            assertEquals(numbered(0, MANY), all.toString().lines().toList());
        }
        assertEquals("", scene.errors("fifo-safety"));
        assertEquals(0, scene.counter("drained_lines"));
    }

    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void aReaderThatWasStoppedGoesOn(Form form) throws Exception {
        Process safety = scene.guard(form, QUICK);
        Process reader = scene.start("reader", List.of("cat", scene.fifo.toString()));
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(100, 0));
            Path read = scene.dir.resolve("reader.out");
            scene.until(reader, "the reader has read",
                    () -> Files.size(read) == 100 * (Writer.line(0).length() + 1));
            Scene.signal(reader, "STOP");
            join(writer.write(MANY, 0));
            assertNoLongWait(writer);
            Scene.signal(reader, "CONT");
            join(writer.write(200, 10));
            scene.until(safety, "it notices the reader",
                    () -> scene.errors("fifo-safety").contains(" is read again: "));
            long drained = scene.counter("drained_lines");
            int end = join(writer.write(MANY, 0));
            scene.until(reader, "nothing is missing", () -> Scene.read(read).contains(Writer.line(end - 1)));
            assertEquals(drained, scene.counter("drained_lines"), "it leaves the FIFO to the reader");
            var all = new ArrayList<>(records(Scene.read(scene.spool)));
            all.addAll(Scene.read(read).lines().toList());
            assertEquals(numbered(0, end), all.stream().sorted().toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsAFifoThatIsMadeAnew(Form form) throws Exception {
        Process safety = scene.guard(form, QUICK);
        try (var old = new Writer(scene.fifo)) {
            Files.delete(scene.fifo);
            scene.until(safety, "it notices", () -> scene.errors("fifo-safety").contains("no such file"));
            scene.makeFifo();
            scene.until(safety, "it follows", () -> Scene.holds(safety, scene.fifo));
            try (var writer = new Writer(scene.fifo)) {
                Future<Integer> first = old.write(MANY, 0);
                join(writer.write(MANY, 0));
                join(first);
                assertNoLongWait(writer);
                assertNoLongWait(old);
            }
        }
        scene.until(safety, "it gives up the old one",
                () -> scene.errors("fifo-safety").contains("has no writer any more"));
        List<String> all;
        try (var held = new Writer(scene.fifo)) {
            assertEquals(0, Scene.stop(safety));
            assertNoLongWait(held);
            all = new ArrayList<>(records(Scene.read(scene.spool)));
            all.addAll(rest(scene.fifo).lines().toList());
        }
        var twice = new ArrayList<>(numbered(0, MANY));
        twice.addAll(numbered(0, MANY));
        assertEquals(twice.stream().sorted().toList(), all.stream().sorted().toList());
    }

    @ParameterizedTest
    @EnumSource
    void theSpoolIsBounded(Form form) throws Exception {
        scene.configure("spool = spool", "spool_max = 100k");
        Process safety = scene.guard(form, QUICK);
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(MANY, 0));
            assertNoLongWait(writer);
        }
        assertEquals(0, Scene.stop(safety));
        List<String> kept = records(Scene.read(scene.spool));
        long size = Files.size(scene.spool);
        assertTrue(size <= 102_400 && size > 102_000, size + " bytes");
        assertEquals(numbered(0, kept.size()), kept);
        assertEquals(scene.counter("drained_lines") - kept.size(), scene.counter("lost_lines"));
        assertEquals(131 * scene.counter("lost_lines"), scene.counter("lost_bytes"));
    }

    /** A limit of the file's size stands for the full disk: in the midst of a write there is no more room. */
    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void aFullDiskLeavesWholeRecords(Form form) throws Exception {
        Process safety = scene.guard(form, List.of("prlimit", "--fsize=150001"), QUICK);
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(MANY, 0));
            assertNoLongWait(writer);
        }
        assertEquals(0, Scene.stop(safety));
        List<String> kept = records(Scene.read(scene.spool));
        assertTrue(Scene.read(scene.spool).endsWith("\n"));
        assertEquals(numbered(0, kept.size()), kept);
        assertEquals(scene.counter("drained_lines") - kept.size(), scene.counter("lost_lines"));
        String errors = scene.errors("fifo-safety");
        assertEquals(1, errors.split("warning: unable to write " + scene.spool + ": ", -1).length - 1,
                errors);
    }

    @ParameterizedTest
    @EnumSource
    void aKillLeavesWholeRecordsAndTheCount(Form form) throws Exception {
        for (int kills = 0; kills < KILLS; kills += 2) {
            Process safety = scene.guard(form, QUICK);
            try (var holder = new RandomAccessFile(scene.fifo.toFile(), "rw");
                    var writer = new Writer(scene.fifo)) {
                long before = scene.counter("drained_lines");
                Future<Integer> writing = writer.write(4 * MANY, 0);
                scene.until(safety, "it drains", () -> scene.counter("drained_lines") > before);
                safety.destroyForcibly().waitFor();
                Process again = scene.guard(form, QUICK);
                join(writing);
                assertTrue(holder.getFD().valid());
                assertNoLongWaitAcrossRestart(writer);
                again.destroyForcibly().waitFor();
            }
            for (String line : records(wholeOnly(Scene.read(scene.spool)))) {
                assertEquals(Writer.line(Integer.parseInt(line.substring(31, 38))), line);
            }
        }
        // What a FIFO holds is put into the spool and then counted.
        long uncounted = KILLS * Fifo.ROOM / Writer.line(0).length();
        assertTrue(scene.counter("drained_lines") >= records(Scene.read(scene.spool)).size() - uncounted);
    }

    /** A kill may have cut the last record: without its end it does not count, and the next writer removes it. */
    private static String wholeOnly(String spool) {
        return spool.substring(0, spool.lastIndexOf('\n') + 1);
    }

    /** A JVM's start comes on top. */
    private static void assertNoLongWaitAcrossRestart(Writer writer) {
        assertTrue(writer.longest() <= STALL + INTERVAL + 5 * LATE,
                "a write took " + writer.longest() + " ms");
    }

    /** The reader's side of the contract in {@link SpoolWriter}, again and again while lines are drained. */
    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void takingTheSpoolUpLosesNothing(Form form) throws Exception {
        Process safety = scene.guard(form, QUICK);
        Path taken = scene.dir.resolve("spool.taken");
        var all = new StringBuilder();
        try (var writer = new Writer(scene.fifo)) {
            Future<Integer> writing = writer.write(4 * MANY, 0);
            int times = 0;
            while (!writing.isDone() || hasRecords(scene.spool)) {
                if (hasRecords(scene.spool)) {
                    Files.move(scene.spool, taken, StandardCopyOption.ATOMIC_MOVE);
                    try (var file = FileChannel.open(taken, StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
                            var lock = file.lock()) {
                        assertTrue(lock.isValid());
                        all.append(Scene.read(taken));
                        Files.delete(taken);
                    }
                    times++;
                }
            }
            join(writing);
            assertTrue(times > 2, times + " times");
            assertEquals(0, Scene.stop(safety));
            all.append(Files.exists(scene.spool) ? Scene.read(scene.spool) : "");
            all.append(
                    rest(scene.fifo).lines().map(line -> "0 " + line + "\n").collect(Collectors.joining()));
        }
        assertEquals(0, scene.counter("lost_lines"), scene.errors("fifo-safety"));
        assertEquals(numbered(0, 4 * MANY), records(all.toString()));
    }

    private static boolean hasRecords(Path spool) throws IOException {
        return Files.exists(spool) && Files.size(spool) > 0;
    }

    @ParameterizedTest
    @EnumSource
    void hangupRereadsTheConfiguration(Form form) throws Exception {
        Process safety = scene.guard(form, QUICK);
        scene.configure("spool = other");
        // The signal is acted on at once, the bad configuration after it shows that.
        Scene.signal(safety, "HUP");
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(4 * MANY, 0));
        }
        assertTrue(Files.size(scene.dir.resolve("other")) > 0);
        assertFalse(Files.exists(scene.spool));
        scene.configure("sp\u00fcle = other");
        Scene.signal(safety, "HUP");
        scene.until(safety, "it complains",
                () -> scene.errors("fifo-safety").contains("warning: " + scene.configuration
                        + ":3: unknown key"));
        assertEquals(0, Scene.stop(safety));
    }

    /** Who reads its messages may be waiting for syslogd, and that for fifo-safety. */
    @ParameterizedTest
    @EnumSource(names = "SPOILED", mode = EnumSource.Mode.EXCLUDE)
    void doesNotWaitForItsMessagesToBeRead(Form form) throws Exception {
        Process safety = new ProcessBuilder(form.command(List.of("sh", "-c",
                "dd if=/dev/zero bs=65536 count=1 >&2 2>/dev/null; exec \"$@\"", "sh"),
                List.of("-c", scene.configuration.toString(), QUICK[0], QUICK[1], QUICK[2], QUICK[3])))
                .start();
        try (InputStream unread = safety.getErrorStream(); var writer = new Writer(scene.fifo)) {
            join(writer.write(MANY, 0));
            assertTrue(unread.available() > 65_000);
            assertEquals(0, Scene.stop(safety));
        } finally {
            safety.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource
    void neitherMemoryNorDescriptorsGrow(Form form) throws Exception {
        Process safety = scene.guard(form, "--interval", "10ms", "--stall", "20ms", "--spool", "/dev/null");
        try (var writer = new Writer(scene.fifo)) {
            join(writer.write(4 * MANY, 0));
            long descriptors = descriptors(safety);
            long memory = resident(safety);
            join(writer.write(10 * MANY, 0));
            scene.until(safety, "as many descriptors as before", () -> descriptors(safety) <= descriptors);
            long now = resident(safety);
            assertTrue(now < (form == Form.JAR ? 2 * memory : 1_536), memory + " KiB, then " + now);
        }
    }

    private static long descriptors(Process process) throws IOException {
        try (var open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.count();
        }
    }

    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
    }
}
