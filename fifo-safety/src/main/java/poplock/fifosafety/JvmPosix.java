package poplock.fifosafety;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/** The C library's calls in the jar, on a 64-bit Linux. One thread only: arguments are passed in memory of its own. */
final class JvmPosix implements Posix {
    private static final int NONBLOCK_CLOEXEC = 0x80800;
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int S_IFMT = 0xf000;
    private static final int F_SETLK = 6;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int FIONREAD = 0x541b;
    private static final short F_WRLCK = 1;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final short POLLHUP = 16;
    private static final int SPLICE_F_NONBLOCK = 2;

    private final JvmSignals signals = new JvmSignals();
    private final Arena arena = Arena.global();
    private final MemorySegment state = LibC.state(arena);
    /** A struct, whichever the call takes; the greatest is statx's. */
    private final MemorySegment struct = arena.allocate(256, 8);
    private final MemorySegment first = arena.allocate(4097);
    private final MemorySegment second = arena.allocate(4097);
    private MemorySegment buffer = arena.allocate(1 << 17);

    private final LibC open = LibC.function(state, "open", "ipi|i");
    private final LibC close = LibC.function(state, "close", "ii");
    private final LibC statx = LibC.function(state, "statx", "iipiip");
    private final LibC read = LibC.function(state, "read", "lipl");
    private final LibC pread = LibC.function(state, "pread", "lipll");
    private final LibC write = LibC.function(state, "write", "lipl");
    private final LibC ftruncate = LibC.function(state, "ftruncate", "iil");
    private final LibC fsync = LibC.function(state, "fsync", "ii");
    private final LibC rename = LibC.function(state, "rename", "ipp");
    private final LibC unlink = LibC.function(state, "unlink", "ip");
    private final LibC fcntlStruct = LibC.function(state, "fcntl", "iii|p");
    private final LibC fcntl = LibC.function(state, "fcntl", "iii|i");
    private final LibC ioctl = LibC.function(state, "ioctl", "iil|p");
    private final LibC poll = LibC.function(state, "poll", "ipli");
    private final LibC pipe2 = LibC.function(state, "pipe2", "ipi");
    private final LibC tee = LibC.function(state, "tee", "liili");

    @Override
    public String variable(String name) {
        return PicocliArguments.bytes(System.getenv(name));
    }

    @Override
    public long ticks() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public long now() {
        return TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
    }

    @Override
    public Event await(long milliseconds) {
        return signals.await(milliseconds);
    }

    @Override
    public boolean awaitInput(int file, int milliseconds) {
        return (poll(file, POLLIN, milliseconds) & POLLIN) != 0;
    }

    @Override
    public boolean hungUp(int fifo) {
        return (poll(fifo, POLLIN, 0) & POLLHUP) != 0;
    }

    @Override
    public int print(String text) {
        return write(1, text);
    }

    @Override
    public int complain(String text) {
        return (poll(2, POLLOUT, 0) & POLLOUT) != 0 ? write(2, text) : -Errno.EAGAIN;
    }

    @Override
    public int open(String path, int flags, int mode) {
        return path.length() > 4095
                ? -Errno.ENAMETOOLONG
                : open.call(string(first, path), flags | NONBLOCK_CLOEXEC, mode);
    }

    @Override
    public int close(int file) {
        return close.call(file);
    }

    @Override
    public Status status(String path) {
        return path.length() > 4095
                ? new Status(-Errno.ENAMETOOLONG, 0, 0, 0, 0)
                : status(AT_FDCWD, path, 0);
    }

    @Override
    public Status status(int file) {
        return status(file, "", AT_EMPTY_PATH);
    }

    private Status status(int file, String path, int flags) {
        int error = statx.call(file, string(first, path), flags, STATX_BASIC_STATS, struct);
        return new Status(error, struct.get(JAVA_SHORT, 28) & S_IFMT, struct.get(JAVA_LONG, 136),
                struct.get(JAVA_LONG, 32), struct.get(JAVA_LONG, 40));
    }

    @Override
    public int read(int file, byte[] into, int offset) {
        int length = into.length - offset;
        return copy(read.call(file, room(length), (long) length), into, offset);
    }

    @Override
    public int readAt(int file, long position, byte[] into) {
        return copy(pread.call(file, room(into.length), (long) into.length, position), into, 0);
    }

    @Override
    public int write(int file, byte[] from, int length) {
        MemorySegment.copy(from, 0, room(length), JAVA_BYTE, 0, length);
        return write.call(file, buffer, (long) length);
    }

    @Override
    public int truncate(int file, long size) {
        return ftruncate.call(file, size);
    }

    @Override
    public int sync(int file) {
        return fsync.call(file);
    }

    @Override
    public int rename(String from, String to) {
        return rename.call(string(first, from), string(second, to));
    }

    @Override
    public int unlink(String path) {
        return unlink.call(string(first, path));
    }

    @Override
    public int lock(int file) {
        struct.fill((byte) 0);
        struct.set(JAVA_SHORT, 0, F_WRLCK);
        return fcntlStruct.call(file, F_SETLK, struct);
    }

    @Override
    public int unread(int pipe) {
        int error = ioctl.call(pipe, (long) FIONREAD, struct);
        return error < 0 ? error : struct.get(JAVA_INT, 0);
    }

    @Override
    public int capacity(int pipe) {
        return fcntl.call(pipe, F_GETPIPE_SZ, 0);
    }

    @Override
    public int pipe(int capacity, int[] ends) {
        int error = pipe2.call(struct, NONBLOCK_CLOEXEC);
        ends[0] = struct.get(JAVA_INT, 0);
        ends[1] = struct.get(JAVA_INT, 4);
        if (error >= 0) {
            fcntl.call(ends[0], F_SETPIPE_SZ, capacity);
        }
        return error;
    }

    @Override
    public int tee(int from, int to, int length) {
        return tee.call(from, to, (long) length, SPLICE_F_NONBLOCK);
    }

    private int poll(int file, short events, int milliseconds) {
        struct.set(JAVA_INT, 0, file);
        struct.set(JAVA_SHORT, 4, events);
        struct.set(JAVA_SHORT, 6, (short) 0);
        poll.call(struct, 1L, milliseconds);
        return struct.get(JAVA_SHORT, 6);
    }

    private int write(int file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return write(file, bytes, bytes.length);
    }

    private MemorySegment room(int length) {
        if (length > buffer.byteSize()) {
            buffer = arena.allocate(2L * length);
        }
        return buffer;
    }

    private int copy(int length, byte[] into, int offset) {
        if (length > 0) {
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, offset, length);
        }
        return length;
    }

    private static MemorySegment string(MemorySegment into, String text) {
        into.setString(0, text, StandardCharsets.ISO_8859_1);
        return into;
    }
}
