package poplock.readlog.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import poplock.common.Address;
import poplock.common.Database;
import poplock.common.Expiry;
import poplock.posix.jvm.JvmLibc;
import poplock.readlog.table.LoginTable;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A reader beside the writer: who was in the database all the time is found every time. */
class ReplaceTest {
    private static final int TIMES = 5000;
    private static final int ALWAYS = 50;
    private static final long NOW = 1_795_348_800;

    @TempDir
    Path folder;

    private final LoginTable table = new LoginTable(poplock.common.Scope.ADDRESS);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicLong looks = new AtomicLong();
    private volatile boolean over;

    @Test
    void aReaderFindsWhoIsAlwaysThereWhileTheFileIsReplaced() throws Exception {
        var random = new Random(7);
        Path path = folder.resolve("db");
        try (var file = new DatabaseFile(new JvmLibc(), path.toString())) {
            write(file, random);
            var reader = Thread.ofPlatform().start(() -> look(path));
            for (int i = 0; i < TIMES && failure.get() == null; i++) {
                write(file, random);
            }
            over = true;
            reader.join();
        }
        assertNull(failure.get(), () -> failure.get().toString());
        assertTrue(looks.get() > TIMES / 10, "looks: " + looks);
    }

    /** The others come and go, so that every line moves. */
    private void write(DatabaseFile file, Random random) throws IOException {
        for (int i = 0; i < ALWAYS; i++) {
            record(always(i), NOW);
        }
        for (int i = 0; i < 20; i++) {
            record(Address.parse(random.nextInt(256) + ".7." + random.nextInt(256) + ".7").orElseThrow(),
                    NOW - 3600 + random.nextInt(3600));
        }
        table.fold(new Expiry(3600), ALWAYS + random.nextInt(300), NOW);
        file.write(table.blocks());
    }

    private void record(Address address, long time) {
        table.record(address.high(), address.low(), time, NOW);
    }

    private void look(Path path) {
        try {
            while (!over) {
                try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    Address address = always((int) (looks.incrementAndGet() % ALWAYS));
                    var found = new Database(path.toString(), new Bytes(channel)).find(address);
                    if (found.isEmpty() || found.get().time() != NOW) {
                        throw new AssertionError(address + ": " + found);
                    }
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            failure.set(e);
        }
    }

    private static Address always(int number) {
        return Address.parse(number % 2 == 0 ? number * 5 + ".1.2.3" : "2001:db8::" + number).orElseThrow();
    }

    private record Bytes(FileChannel channel) implements Database.Bytes {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long position, byte[] buffer) throws IOException {
            return Math.max(channel.read(ByteBuffer.wrap(buffer), position), 0);
        }
    }
}
