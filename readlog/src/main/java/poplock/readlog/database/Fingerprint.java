package poplock.readlog.database;

import java.util.zip.CRC32;

import poplock.posix.Failure;
import poplock.posix.OpenFile;

/**
 * The first bytes of a log file, which do not change while it grows.
 *
 * @param length how many bytes, 0 to {@link #MAX}
 * @param checksum CRC-32 of them
 */
public record Fingerprint(int length, long checksum) {
    public static final int MAX = 256;
    /** Of a file of which nothing has been read. */
    public static final Fingerprint NONE = new Fingerprint(0, 0);

    /** That of a file, of the bytes before {@code limit}. */
    public static Fingerprint of(OpenFile file, long limit) throws Failure {
        byte[] start = new byte[(int) Math.min(limit, MAX)];
        int length = file.read(0, start, 0, start.length);
        var crc = new CRC32();
        crc.update(start, 0, length);
        return new Fingerprint(length, crc.getValue());
    }

    /** Whether a file starts as this one did. */
    public boolean startsFile(OpenFile file) throws Failure {
        return equals(of(file, length));
    }
}
