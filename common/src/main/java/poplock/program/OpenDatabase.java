package poplock.program;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

import poplock.common.Database;
import poplock.common.Entry;
import poplock.common.Network;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/** The database, open for reading. */
public final class OpenDatabase implements Database.Bytes, Closeable {
    private final OpenFile file;

    private OpenDatabase(OpenFile file) {
        this.file = file;
    }

    /**
     * The entry of a network, or of an address, in a database; none if there is no such file yet.
     *
     * @throws poplock.common.Complaint if it is garbled
     * @throws IOException if it cannot be read
     */
    public static Optional<Entry> find(Libc libc, String path, Network network) throws IOException {
        try (OpenDatabase database = open(libc, path)) {
            return database == null ? Optional.empty() : new Database(path, database).find(network);
        }
    }

    /**
     * Opens a database, to read it from first to last.
     *
     * @return null if there is no such file yet
     * @throws IOException if it cannot be read
     */
    public static OpenDatabase open(Libc libc, String path) throws IOException {
        OpenFile file = OpenFile.readIfThere(libc, path);
        return file == null ? null : new OpenDatabase(file);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, byte[] buffer) throws IOException {
        return file.read(position, buffer, 0, buffer.length);
    }

    @Override
    public void close() {
        file.close();
    }
}
