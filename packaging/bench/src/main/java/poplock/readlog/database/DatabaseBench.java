package poplock.readlog.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import poplock.common.Address;
import poplock.common.Database;
import poplock.common.Entry;
import poplock.common.Expiry;
import poplock.posix.jvm.JvmLibc;
import poplock.program.OpenDatabase;
import poplock.readlog.table.LoginTable;

/** A look-up in the database, and its rewriting for one login, fsync included, as it grows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DatabaseBench {
    private static final Expiry EXPIRY = new Expiry(86_400);
    private static final long NOW = 1_795_348_800L;

    @Param({"100", "1000", "10000", "100000", "1000000"})
    public int entries;

    private Path folder;
    private DatabaseFile file;
    private OpenDatabase open;
    private Database database;
    private final LoginTable table = new LoginTable(poplock.common.Scope.ADDRESS);
    private int next;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")),
                "smtp-poplock-bench");
        file = new DatabaseFile(new JvmLibc(), folder + "/db");
        for (int i = 0; i < entries; i++) {
            record(address(i));
            if (table.isFull()) {
                table.fold(EXPIRY, Integer.MAX_VALUE, NOW);
            }
        }
        rewrite();
        open = OpenDatabase.open(new JvmLibc(), folder + "/db");
        database = new Database("db", open);
    }

    @TearDown(Level.Trial)
    public void clean() throws IOException {
        open.close();
        file.close();
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    public Optional<Entry> find() throws IOException {
        return database.find(another());
    }

    @Benchmark
    public void rewrite() throws IOException {
        record(another());
        table.fold(EXPIRY, Integer.MAX_VALUE, NOW);
        file.write(table.blocks());
    }

    private void record(Address address) {
        table.record(address.high(), address.low(), NOW, NOW);
    }

    private Address another() {
        next = (next + 7919) % entries;
        return address(next);
    }

    private static Address address(int number) {
        return new Address(0, 0xffff_0a00_0000L | number);
    }
}
