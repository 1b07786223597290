package poplock.readlog.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Complaint;
import poplock.common.Exit;
import poplock.posix.Poll;
import poplock.posix.ScriptedLibc;
import poplock.posix.ScriptedPipe;
import poplock.readlog.database.Position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FifoSourceTest {
    private static final String A = "192.0.2.1";
    private static final String B = "192.0.2.2";
    private static final String C = "192.0.2.3";
    private static final String D = "192.0.2.4";
    private static final String CUT = Log.courier("LOGIN FAILED, user=" + "E".repeat(486));

    @TempDir
    Path folder;

    private Path fifo;
    private final Follower follower = new Follower();

    @BeforeEach
    void make() throws IOException, InterruptedException {
        fifo = folder.resolve("fifo");
        mkfifo(fifo);
    }

    @Test
    void readsOnWhenWritersComeAndGo() throws IOException {
        try (var running = follower.start(source())) {
            write(Log.login(A));
            running.awaitAll(A);
            write(Log.login(B));
            running.awaitAll(A, B);
        }
    }

    @Test
    void joinsALineThatCameInPieces() throws IOException {
        try (var running = follower.start(source())) {
            String login = Log.login(A);
            write(login.substring(0, 50));
            write(login.substring(50));
            running.awaitAll(A);
        }
    }

    @Test
    void goesOverToAFifoMadeAnew() throws Exception {
        var source = source();
        try (var running = follower.start(source)) {
            try (var old = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                Path next = folder.resolve("next");
                mkfifo(next);
                Files.move(next, fifo, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                old.write(bytes(Log.login(A)));
                running.awaitAll(A);
            }
            write(Log.login(B));
            running.awaitAll(B);
        }
    }

    @Test
    void keepsItsFifoWhileTheNameIsGoneOrSomethingElses() throws Exception {
        var source = source();
        try (var running = follower.start(source);
                var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Files.delete(fifo);
            source.check();
            source.check();
            assertEquals(List.of("there is no " + fifo + " any more: nothing that is written there is read;"
                    + " make one in its place with: mkfifo -m 600 " + fifo), follower.warnings);
            follower.warnings.clear();
            Files.writeString(fifo, "a regular file");
            source.check();
            source.check();
            assertEquals(List.of(fifo + " is no FIFO any more: nothing that is written there is read;"
                    + " make one in its place with: mkfifo -m 600 " + fifo), follower.warnings);
            held.write(bytes(Log.login(A)));
            running.awaitAll(A);
            assertEquals("a regular file", Files.readString(fifo));
        }
    }

    @Test
    void whatWasDrainedCameBeforeWhatItHolds() throws Exception {
        Path spool = spool(Log.courier("x"), CUT);
        var source = source();
        source.spoolTo(spool.toString());
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            held.write(bytes(Log.courierLogin(A) + Log.login(B)));
            try (var running = follower.start(source)) {
                running.awaitAll(B);
            }
        }
        assertEquals(List.of(B), follower.addresses());
    }

    @Test
    void mistrustsTheRestOfWhatWasDrainedWhileItRan() throws Exception {
        var source = source();
        Path spool = folder.resolve("spool");
        source.spoolTo(spool.toString());
        try (var running = follower.start(source)) {
            write(Log.courierLogin(C) + Log.courierLogin(A));
            running.awaitAll(A);
            spool(CUT);
            write(Log.courierLogin(C) + Log.login(B));
            running.awaitAll(B);
            assertEquals(List.of(A, B), follower.addresses());
            assertEquals(1, source.takenUp().size());
            spool(Log.courierLogin(C));
            source.takenUp().getFirst().delete();
            source.check();
            assertEquals(List.of(A, B), follower.addresses(), "the rest of what was in the FIFO");
            write(Log.courierLogin(C) + Log.courierLogin(A));
            running.until("the second one", () -> follower.addresses().size() == 3);
        }
        assertEquals(List.of(A, B, A), follower.addresses());
    }

    /** While one that was taken up waits for the disk the next one cannot be taken up, and its rest must not be believed. */
    @Test
    void mistrustsTheRestOfWhatCannotBeTakenUpYet() throws Exception {
        var source = source();
        source.spoolTo(spool(Log.courier("x")).toString());
        try (var running = follower.start(source)) {
            write(Log.courier("x") + Log.courierLogin(A));
            running.awaitAll(A);
            spool(CUT);
            write(Log.courierLogin(C) + Log.login(B));
            running.awaitAll(B);
        }
        assertEquals(List.of(A, B), follower.addresses());
    }

    /** A system logger that does not wait for a full pipe throws single messages away. */
    @Test
    void mistrustsTheRestOfWhatMayNotHaveFitted() throws Exception {
        var source = source();
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            held.write(bytes((Log.courier("x".repeat(300))).repeat(120) + Log.courierLogin(A)));
            try (var running = follower.start(source)) {
                running.awaitAll(A);
                write(Log.courierLogin(C) + Log.login(B));
                running.awaitAll(B);
            }
        }
        assertEquals(List.of(A, B), follower.addresses());
    }

    /** One that another program drains, without a spool. */
    private final class Drained implements AutoCloseable {
        private final ScriptedLibc libc = new ScriptedLibc("readlog") {
            @Override
            public int read(int file, byte[] buffer, int offset, int length) {
                Runnable now = beforeNextRead;
                beforeNextRead = () -> {};
                now.run();
                return super.read(file, buffer, offset, length);
            }
        };
        private final Poll poll = new Poll(libc);
        private final ScriptedPipe pipe = libc.fifo(folder.resolve("drained").toString());
        private final FifoSource source = new FifoSource(libc, folder.resolve("drained").toString(), 0,
                follower.intake(), follower.warn);
        private Runnable beforeNextRead = () -> {};
        private long drains;

        /** As fifo-safety does it: the mark first. */
        void drain() {
            pipe.lock(++drains);
            pipe.readElsewhere(Integer.MAX_VALUE);
        }

        void write(String lines) throws IOException {
            pipe.write(lines);
            poll.clear();
            source.await(poll);
            poll.run();
            source.read(poll);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Test
    void mistrustsTheRestOfWhatAnotherTook() throws Exception {
        try (var drained = new Drained()) {
            drained.write(Log.courierLogin(C) + Log.courierLogin(A));
            drained.pipe.write(CUT);
            drained.drain();
            drained.write(Log.courierLogin(C) + Log.courierLogin(B));
            drained.write(Log.courierLogin(D));
        }
        assertEquals(List.of(A, B, D), follower.addresses());
    }

    /** The other program may take its turn at any moment. */
    @Test
    void mistrustsTheRestOfWhatAnotherTookJustBeforeTheRead() throws Exception {
        try (var drained = new Drained()) {
            drained.write(Log.courierLogin(C) + Log.courierLogin(A));
            drained.beforeNextRead = () -> {
                drained.drain();
                drained.pipe.write(Log.courierLogin(C) + Log.courierLogin(B));
            };
            drained.write(CUT);
        }
        assertEquals(List.of(A, B), follower.addresses());
    }

    @Test
    void aLineWhoseEndAnotherTookIsGivenUp() throws Exception {
        String login = Log.login(A);
        int middle = login.indexOf(A);
        try (var drained = new Drained()) {
            drained.write(login.substring(0, middle));
            drained.drain();
            drained.write(login.substring(middle) + Log.login(B));
        }
        assertEquals(List.of(B), follower.addresses());
    }

    /** Another drains what has not been read for a while, so what it left may be as old. */
    @Test
    void whatAnotherLeftIsNotOfNow() throws Exception {
        follower.setClock(1_800_000_000);
        try (var drained = new Drained()) {
            drained.write(Log.unstampedLogin(A));
            follower.setClock(1_800_000_500);
            drained.drain();
            drained.write(Log.unstampedLogin(B));
            drained.write(Log.unstampedLogin(C));
        }
        assertEquals(1_800_000_000, follower.time(A));
        assertEquals(1_800_000_000, follower.time(B));
        assertEquals(1_800_000_500, follower.time(C));
    }

    private Path spool(String... lines) throws IOException {
        return Files.writeString(folder.resolve("spool"), "1700000000 " + String.join("1700000000 ", lines));
    }

    @Test
    void takesWhatIsLeftWhenItIsStopped() throws Exception {
        var source = source();
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            held.write(bytes(Log.login(A) + Log.login(B)));
            source.close();
        }
        assertEquals(List.of(A, B), follower.addresses());
    }

    /** Stamped lines count from their stamps, others from the last moment at which the FIFO is known to have been read. */
    @Test
    void whatStoodInItAtTheStartIsNotOfNow() throws Exception {
        long now = follower.now();
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            held.write(bytes(Log.login(A, now - 5000) + Log.unstampedLogin(B)));
            try (var running = follower.start(source(now - 4000))) {
                running.awaitAll(A, B);
                assertEquals(now - 5000, running.time(A));
                assertEquals(now - 4000, running.time(B));
                held.write(bytes(Log.login(C, now - 5000) + Log.unstampedLogin(D)));
                running.awaitAll(C, D);
                assertEquals(now - 5000, running.time(C));
                assertTrue(running.time(D) >= now);
            }
        }
    }

    @Test
    void whatStoodInItBeforeItWasEverReadDatesNothingWithoutAStamp() throws Exception {
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            held.write(bytes(Log.unstampedLogin(A)));
            try (var running = follower.start(source(0))) {
                running.awaitAll(A);
                assertEquals(0, running.time(A));
            }
        }
    }

    @Test
    void saysUntilWhenItHasBeenRead() throws Exception {
        follower.setClock(1_800_000_000);
        var source = source(1_700_000_000);
        try (var running = follower.start(source)) {
            source.check();
            assertEquals(List.of(Position.of("fifo:" + fifo, 1_800_000_000)), running.positions());
            follower.setClock(1_800_000_050);
            write(Log.login(A));
            running.until("the line", () -> running.positions().getFirst().time() == 1_800_000_050);
            follower.setClock(1_800_000_060);
        }
        assertEquals(1_800_000_060, follower.positions().getFirst().time());
    }

    @Test
    void aWriterThatNeverRestsDoesNotKeepItFromStopping() throws Exception {
        var source = source();
        var bytes = ByteBuffer.allocate(65_536);
        try (var held = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var writer = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        held.write(bytes.rewind());
                    }
                } catch (IOException e) {
                    // Interrupted at the end.
                }
            });
            source.close();
            writer.interrupt();
            writer.join();
        }
    }

    @Test
    void refusesARegularFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        var complaint = assertThrows(Complaint.class,
                () -> new FifoSource(follower.libc, file.toString(), 0, follower.intake(), follower.warn));
        assertEquals(file + " is not a FIFO; make one in its place with: mkfifo -m 600 " + file,
                complaint.getMessage());
        assertEquals(Exit.USAGE, complaint.exit());
    }

    @Test
    void makesNothingWhereThereIsNothing() {
        Path none = folder.resolve("none");
        var complaint = assertThrows(Complaint.class,
                () -> new FifoSource(follower.libc, none.toString(), 0, follower.intake(), follower.warn));
        assertEquals("unable to open " + none + ": no such file; make it with: mkfifo -m 600 " + none,
                complaint.getMessage());
        assertTrue(Files.notExists(none));
    }

    private FifoSource source() {
        return source(0);
    }

    private FifoSource source(long readUntil) {
        return new FifoSource(follower.libc, fifo.toString(), readUntil, follower.intake(), follower.warn);
    }

    private void write(String lines) throws IOException {
        Files.write(fifo, lines.getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.WRITE);
    }

    private static ByteBuffer bytes(String lines) {
        return ByteBuffer.wrap(lines.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void mkfifo(Path path) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).inheritIO().start().waitFor());
    }
}
