package poplock.showallowed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import poplock.common.Database;

/** An open database file. */
record DatabaseBytes(FileChannel channel) implements Database.Bytes, Closeable {
    static DatabaseBytes open(Path file) throws IOException {
        return new DatabaseBytes(FileChannel.open(file));
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(long position, byte[] buffer) throws IOException {
        var into = ByteBuffer.wrap(buffer);
        while (into.hasRemaining() && channel.read(into, position + into.position()) > 0) {
            // A read may stop anywhere before the end.
        }
        return into.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
