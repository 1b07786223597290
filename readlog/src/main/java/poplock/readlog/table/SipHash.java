package poplock.readlog.table;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * SipHash-2-4 of two numbers (Aumasson and Bernstein, 2012): who does not know the key cannot choose numbers that collide,
 * however he has arranged them.
 *
 * @param low the key's first eight bytes, as a little-endian number
 * @param high its last eight
 */
public record SipHash(long low, long high) {
    /** One with a key that nobody knows. */
    public static SipHash unknown() {
        try (var in = new DataInputStream(new FileInputStream("/dev/urandom"))) {
            return new SipHash(in.readLong(), in.readLong());
        } catch (IOException e) {
            // In a root folder without devices; slower, but as good.
            var random = new SecureRandom();
            return new SipHash(random.nextLong(), random.nextLong());
        }
    }

    /** The hash of sixteen bytes, which are given as two little-endian numbers. */
    public long of(long first, long second) {
        long v0 = low ^ 0x736f6d6570736575L;
        long v1 = high ^ 0x646f72616e646f6dL;
        long v2 = low ^ 0x6c7967656e657261L;
        long v3 = high ^ 0x7465646279746573L;
        // The third block has no bytes left but the length, in its highest one; the four rounds at the end follow it.
        for (int round = 0; round < 10; round++) {
            long block = round < 2 ? first : round < 4 ? second : 16L << 56;
            v3 ^= (round & 1) == 0 && round < 6 ? block : 0;
            v2 ^= round == 6 ? 0xff : 0;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= (round & 1) == 1 && round < 6 ? block : 0;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** The hash of some bytes, and of what has been hashed before. */
    public long of(long before, byte[] bytes, int start, int length) {
        long hash = before;
        for (int done = 0; done < length; done += 16) {
            hash = of(hash ^ word(bytes, start + done, length - done),
                    word(bytes, start + done + 8, length - done - 8));
        }
        return of(hash, length);
    }

    /** Eight bytes as a little-endian number, zeros for those that are not there. */
    private static long word(byte[] bytes, int start, int left) {
        long word = 0;
        for (int i = Math.min(left, 8) - 1; i >= 0; i--) {
            word = word << 8 | bytes[start + i] & 0xff;
        }
        return word;
    }
}
