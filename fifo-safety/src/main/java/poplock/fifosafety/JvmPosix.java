package poplock.fifosafety;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/** The C library's calls in the jar, on 64-bit Linux. For one thread: arguments are passed in memory of its own. */
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

    private final JvmSignals signals;
    private final Arena arena = Arena.global();
    /** A struct, whichever the call takes; the greatest is statx's. */
    private final MemorySegment struct = arena.allocate(256, 8);
    private MemorySegment buffer = arena.allocate(1 << 17);

    private final LibC getenv = new LibC("getenv");
    private final LibC open = new LibC("open");
    private final LibC close = new LibC("close");
    private final LibC statx = new LibC("statx");
    private final LibC read = new LibC("read");
    private final LibC pread = new LibC("pread");
    private final LibC write = new LibC("write");
    private final LibC ftruncate = new LibC("ftruncate");
    private final LibC fsync = new LibC("fsync");
    private final LibC rename = new LibC("rename");
    private final LibC unlink = new LibC("unlink");
    private final LibC fcntl = new LibC("fcntl");
    private final LibC ioctl = new LibC("ioctl");
    private final LibC poll = new LibC("poll");
    private final LibC pipe2 = new LibC("pipe2");
    private final LibC tee = new LibC("tee");

    JvmPosix(JvmSignals signals) {
        this.signals = signals;
    }

    @Override
    public String variable(String name) {
        try (Arena here = Arena.ofConfined()) {
            long value = getenv.word(string(here, name));
            return value == 0 ? null : text(value);
        }
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
        try (Arena here = Arena.ofConfined()) {
            return open.call(string(here, path), flags | NONBLOCK_CLOEXEC, mode);
        }
    }

    @Override
    public int close(int file) {
        return close.call(file);
    }

    @Override
    public Status status(String path) {
        return status(AT_FDCWD, path, 0);
    }

    @Override
    public Status status(int file) {
        return status(file, "", AT_EMPTY_PATH);
    }

    private Status status(int file, String path, int flags) {
        try (Arena here = Arena.ofConfined()) {
            int error = statx.call(file, string(here, path), flags, STATX_BASIC_STATS, struct.address());
            return new Status(error, struct.get(JAVA_SHORT, 28) & S_IFMT, struct.get(JAVA_LONG, 136),
                    struct.get(JAVA_LONG, 32), struct.get(JAVA_LONG, 40),
                    struct.get(JAVA_LONG, 112) * 1_000_000_000 + struct.get(JAVA_INT, 120));
        }
    }

    @Override
    public int read(int file, byte[] into, int offset) {
        int length = into.length - offset;
        return copy(read.call(file, room(length), length), into, offset);
    }

    @Override
    public int readAt(int file, long position, byte[] into) {
        return copy(pread.call(file, room(into.length), into.length, position), into, 0);
    }

    @Override
    public int write(int file, byte[] from, int length) {
        long address = room(length);
        MemorySegment.copy(from, 0, buffer, JAVA_BYTE, 0, length);
        return write.call(file, address, length);
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
        try (Arena here = Arena.ofConfined()) {
            return rename.call(string(here, from), string(here, to));
        }
    }

    @Override
    public int unlink(String path) {
        try (Arena here = Arena.ofConfined()) {
            return unlink.call(string(here, path));
        }
    }

    @Override
    public int lock(int file) {
        struct.fill((byte) 0);
        struct.set(JAVA_SHORT, 0, F_WRLCK);
        return fcntl.call(file, F_SETLK, struct.address());
    }

    @Override
    public int unread(int pipe) {
        int error = ioctl.call(pipe, FIONREAD, struct.address());
        return error < 0 ? error : struct.get(JAVA_INT, 0);
    }

    @Override
    public int capacity(int pipe) {
        return fcntl.call(pipe, F_GETPIPE_SZ);
    }

    @Override
    public int enlarge(int pipe, int capacity) {
        return fcntl.call(pipe, F_SETPIPE_SZ, capacity);
    }

    @Override
    public int pipe(int capacity, int[] ends) {
        int error = pipe2.call(struct.address(), NONBLOCK_CLOEXEC);
        ends[0] = struct.get(JAVA_INT, 0);
        ends[1] = struct.get(JAVA_INT, 4);
        if (error >= 0) {
            enlarge(ends[0], capacity);
        }
        return error;
    }

    @Override
    public int tee(int from, int to, int length) {
        return tee.call(from, to, length, SPLICE_F_NONBLOCK);
    }

    private int poll(int file, short events, int milliseconds) {
        struct.set(JAVA_INT, 0, file);
        struct.set(JAVA_SHORT, 4, events);
        struct.set(JAVA_SHORT, 6, (short) 0);
        poll.call(struct.address(), 1, milliseconds);
        return struct.get(JAVA_SHORT, 6);
    }

    private int write(int file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return write(file, bytes, bytes.length);
    }

    private long room(int length) {
        if (length > buffer.byteSize()) {
            buffer = arena.allocate(2L * length);
        }
        return buffer.address();
    }

    private int copy(int length, byte[] into, int offset) {
        if (length > 0) {
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, offset, length);
        }
        return length;
    }

    private static long string(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.ISO_8859_1).address();
    }

    @SuppressWarnings("restricted")
    private static String text(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0,
                StandardCharsets.ISO_8859_1);
    }
}
