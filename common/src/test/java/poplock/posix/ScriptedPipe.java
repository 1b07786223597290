package poplock.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A pipe or FIFO in a test's hands. */
public final class ScriptedPipe {
    private static final int FIFO = 0x1000;
    private static int inodes = 1_000;

    private final long inode = ++inodes;
    private byte[] content = {};
    private long modified = 1;
    private long locked;
    int capacity = 65_536;
    /** Who has it open for writing, the test's own writer among them. */
    int writers;
    boolean written;

    /** Somebody writes into it, however full it is. */
    public void write(String text) {
        append(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Another writer opens it; the end of file comes when all have closed it. */
    public void openWriter() {
        writers++;
    }

    public void closeWriter() {
        writers--;
    }

    /** What it holds. */
    public String content() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** Another reader takes the first bytes. */
    public String readElsewhere(int length) {
        String taken = content().substring(0, Math.min(length, content.length));
        content = Arrays.copyOfRange(content, taken.length(), content.length);
        return taken;
    }

    /** As {@link FileCalls#F_SETPIPE_SZ} does. */
    public void capacity(int bytes) {
        capacity = bytes;
    }

    public int capacity() {
        return capacity;
    }

    /** Somebody locks so many of its first bytes; 0 takes the lock away. */
    public int lock(long length) {
        locked = length;
        return 0;
    }

    /** Of its first bytes, how many are locked. */
    public long locked() {
        return locked;
    }

    int append(byte[] more) {
        int old = content.length;
        content = Arrays.copyOf(content, old + more.length);
        System.arraycopy(more, 0, content, old, more.length);
        modified++;
        written = true;
        return more.length;
    }

    int unread() {
        return content.length;
    }

    boolean hungUp() {
        return writers <= 0;
    }

    int read(byte[] buffer, int offset, int length) {
        int taken = peek(buffer, offset, length);
        if (taken > 0) {
            content = Arrays.copyOfRange(content, taken, content.length);
        }
        return taken;
    }

    private int peek(byte[] buffer, int offset, int length) {
        if (content.length == 0) {
            return hungUp() ? 0 : -Errno.EAGAIN;
        }
        int taken = Math.min(length, content.length);
        System.arraycopy(content, 0, buffer, offset, taken);
        return taken;
    }

    int tee(ScriptedPipe other, int length) {
        byte[] copy = Arrays.copyOf(content, Math.min(length, content.length));
        return copy.length == 0 ? -Errno.EAGAIN : other.append(copy);
    }

    int status(long[] status) {
        Arrays.fill(status, 0);
        status[0] = FIFO | 0600;
        status[3] = 1;
        status[4] = inode;
        status[6] = modified;
        status[7] = modified;
        return 0;
    }

    int events(int wanted) {
        int readable = content.length > 0 ? FileCalls.POLLIN : 0;
        return (readable | FileCalls.POLLOUT) & wanted | (hungUp() ? FileCalls.POLLHUP : 0);
    }
}
