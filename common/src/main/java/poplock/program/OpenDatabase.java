package poplock.program;

import java.io.IOException;
import java.util.Optional;

import poplock.common.Address;
import poplock.common.Database;
import poplock.common.Entry;
import poplock.posix.Libc;
import poplock.posix.OpenFile;

/** The database, open for reading. */
public final class OpenDatabase implements Database.Bytes {
    private final OpenFile file;

    private OpenDatabase(OpenFile file) {
        this.file = file;
    }

    /**
     * The entry of an address in a database; none if there is no such file yet.
     *
     * @throws poplock.common.Complaint if it is garbled
     * @throws IOException if it cannot be read
     */
    public static Optional<Entry> find(Libc libc, String path, Address address) throws IOException {
        OpenFile file = OpenFile.readIfThere(libc, path);
        if (file == null) {
            return Optional.empty();
        }
        try (file) {
            return new Database(path, new OpenDatabase(file)).find(address);
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public int read(long position, byte[] buffer) throws IOException {
        return file.read(position, buffer, 0, buffer.length);
    }
}
