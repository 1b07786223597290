package poplock.readlog.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/**
 * The first bytes of a log file, which do not change while it grows.
 *
 * @param length how many bytes, 0 to {@link #MAX}
 * @param checksum CRC-32 of them
 */
public record Fingerprint(int length, long checksum) {
    public static final int MAX = 256;

    /** The head of a file, of the bytes before {@code limit}. */
    public static Fingerprint of(FileChannel file, long limit) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(limit, MAX));
        while (buffer.hasRemaining() && file.read(buffer, buffer.position()) > 0) {
            continue;
        }
        var crc = new CRC32();
        crc.update(buffer.flip());
        return new Fingerprint(buffer.limit(), crc.getValue());
    }

    /** Whether a file starts with this head. */
    public boolean startsFile(FileChannel file) throws IOException {
        return equals(of(file, length));
    }
}
