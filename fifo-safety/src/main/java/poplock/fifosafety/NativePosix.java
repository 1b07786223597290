package poplock.fifosafety;

import org.teavm.interop.Address;

/** The C library's calls in the native executable, on 64-bit Linux. */
final class NativePosix implements Posix {
    private static final int NONBLOCK_CLOEXEC = 0x80800;
    private static final int CLOCK_REALTIME = 0;
    private static final int CLOCK_MONOTONIC = 1;
    private static final int F_SETLK = 6;
    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int FIONREAD = 0x541b;
    private static final short F_WRLCK = 1;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final short POLLHUP = 16;
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int SIG_BLOCK = 0;
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final byte[] signals = new byte[128];

    /** From now on signals wait for {@link #await}, and a write that fails answers an error. */
    NativePosix() {
        int sigpipe = 13;
        int sigxfsz = 25;
        byte[] blocked = new byte[signals.length];
        for (int signal : new int[] {SIGHUP, SIGINT, SIGTERM}) {
            CLibrary.sigaddset(Address.ofData(signals), signal);
            CLibrary.sigaddset(Address.ofData(blocked), signal);
        }
        CLibrary.sigaddset(Address.ofData(blocked), sigpipe);
        CLibrary.sigaddset(Address.ofData(blocked), sigxfsz);
        CLibrary.sigprocmask(SIG_BLOCK, Address.ofData(blocked), Address.fromInt(0));
    }

    /** The arguments' bytes, without the program's name. */
    static String[] arguments() {
        var arguments = new String[Math.max(CLibrary.count() - 1, 0)];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = text(CLibrary.vector().add((i + 1) * Address.sizeOf()).getAddress());
        }
        return arguments;
    }

    @Override
    public String variable(String name) {
        Address value = CLibrary.getenv(Address.ofData(bytes(name)));
        return value.toLong() == 0 ? null : text(value);
    }

    @Override
    public long ticks() {
        long[] time = new long[2];
        CLibrary.clock(CLOCK_MONOTONIC, Address.ofData(time));
        return time[0] * 1_000 + time[1] / 1_000_000;
    }

    @Override
    public long now() {
        long[] time = new long[2];
        CLibrary.clock(CLOCK_REALTIME, Address.ofData(time));
        return time[0];
    }

    @Override
    public Event await(long milliseconds) {
        long[] time = {milliseconds / 1_000, milliseconds % 1_000 * 1_000_000};
        int signal = CLibrary.sigtimedwait(Address.ofData(signals), Address.fromInt(0), Address.ofData(time));
        return signal < 0 ? Event.TIMEOUT : signal == SIGHUP ? Event.HANGUP : Event.END;
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
        return write(1, bytes(text), text.length());
    }

    @Override
    public int complain(String text) {
        return (poll(2, POLLOUT, 0) & POLLOUT) != 0
                ? write(2, bytes(text), text.length())
                : -Errno.EAGAIN;
    }

    @Override
    public int open(String path, int flags, int mode) {
        return result(CLibrary.openFile(Address.ofData(bytes(path)), flags | NONBLOCK_CLOEXEC, mode));
    }

    @Override
    public int close(int file) {
        return result(CLibrary.closeFile(file));
    }

    @Override
    public Status status(String path) {
        long[] status = new long[5];
        return status(CLibrary.statusOf(-1, Address.ofData(bytes(path)), Address.ofData(status)), status);
    }

    @Override
    public Status status(int file) {
        long[] status = new long[5];
        return status(CLibrary.statusOf(file, Address.fromInt(0), Address.ofData(status)), status);
    }

    private static Status status(int error, long[] status) {
        return new Status(result(error), (int) status[0], status[1], status[2], status[3], status[4]);
    }

    @Override
    public int read(int file, byte[] buffer, int offset) {
        return result(
                (int) CLibrary.readFile(file, Address.ofData(buffer).add(offset), buffer.length - offset));
    }

    @Override
    public int readAt(int file, long position, byte[] buffer) {
        return result((int) CLibrary.pread(file, Address.ofData(buffer), buffer.length, position));
    }

    @Override
    public int write(int file, byte[] buffer, int length) {
        return result((int) CLibrary.writeFile(file, Address.ofData(buffer), length));
    }

    @Override
    public int truncate(int file, long size) {
        return result(CLibrary.ftruncate(file, size));
    }

    @Override
    public int sync(int file) {
        return result(CLibrary.fsync(file));
    }

    @Override
    public int rename(String from, String to) {
        return result(CLibrary.renameFile(Address.ofData(bytes(from)), Address.ofData(bytes(to))));
    }

    @Override
    public int unlink(String path) {
        return result(CLibrary.unlinkFile(Address.ofData(bytes(path))));
    }

    @Override
    public int lock(int file) {
        byte[] whole = new byte[32];
        Address.ofData(whole).putShort(F_WRLCK);
        return result(CLibrary.fcntl(file, F_SETLK, Address.ofData(whole).toLong()));
    }

    @Override
    public int unread(int pipe) {
        int[] count = new int[1];
        int error = CLibrary.ioctl(pipe, FIONREAD, Address.ofData(count));
        return error < 0 ? result(error) : count[0];
    }

    @Override
    public int capacity(int pipe) {
        return result(CLibrary.fcntl(pipe, F_GETPIPE_SZ, 0));
    }

    @Override
    public int enlarge(int pipe, int capacity) {
        return result(CLibrary.fcntl(pipe, F_SETPIPE_SZ, capacity));
    }

    @Override
    public int pipe(int capacity, int[] ends) {
        int error = result(CLibrary.pipe2(Address.ofData(ends), NONBLOCK_CLOEXEC));
        if (error >= 0) {
            enlarge(ends[0], capacity);
        }
        return error;
    }

    @Override
    public int tee(int from, int to, int length) {
        return result((int) CLibrary.teePipe(from, to, length, SPLICE_F_NONBLOCK));
    }

    private static int poll(int file, short events, int milliseconds) {
        byte[] one = new byte[8];
        Address.ofData(one).putInt(file);
        Address.ofData(one).add(4).putShort(events);
        CLibrary.pollFiles(Address.ofData(one), 1, milliseconds);
        return Address.ofData(one).add(6).getShort();
    }

    private static int result(int result) {
        return result < 0 ? -CLibrary.errnoLocation().getInt() : result;
    }

    private static String text(Address address) {
        int length = (int) CLibrary.strlen(address);
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (address.add(i).getByte() & 0xff));
        }
        return text.toString();
    }

    /** The text's bytes and a NUL. */
    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() + 1];
        for (int i = 0; i < text.length(); i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
