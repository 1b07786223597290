package poplock.posix;

import java.io.InputStream;
import java.util.Objects;

/** A file's bytes from first to last, one after the other. */
public final class FileInput extends InputStream {
    private final OpenFile file;
    private final byte[] buffer = new byte[1 << 16];
    private long position;
    private int next;
    private int filled;

    /** @param file is closed with it */
    public FileInput(OpenFile file) {
        this.file = file;
    }

    @Override
    public int read() throws Failure {
        return isOver() ? -1 : buffer[next++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws Failure {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (isOver()) {
            return -1;
        }
        int count = Math.min(length, filled - next);
        System.arraycopy(buffer, next, bytes, offset, count);
        next += count;
        return count;
    }

    private boolean isOver() throws Failure {
        if (next == filled) {
            next = 0;
            filled = file.read(position, buffer, 0, buffer.length);
            position += filled;
        }
        return filled == 0;
    }

    @Override
    public void close() {
        file.close();
    }
}
