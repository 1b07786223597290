package poplock.fifosafety;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

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
            sigaddset(Address.ofData(signals), signal);
            sigaddset(Address.ofData(blocked), signal);
        }
        sigaddset(Address.ofData(blocked), sigpipe);
        sigaddset(Address.ofData(blocked), sigxfsz);
        sigprocmask(SIG_BLOCK, Address.ofData(blocked), Address.fromInt(0));
    }

    /** The arguments' bytes, without the program's name. */
    static String[] arguments() {
        var arguments = new String[Math.max(count() - 1, 0)];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = text(vector().add((i + 1) * Address.sizeOf()).getAddress());
        }
        return arguments;
    }

    @Override
    public String variable(String name) {
        Address value = getenv(Address.ofData(bytes(name)));
        return value.toLong() == 0 ? null : text(value);
    }

    @Override
    public long ticks() {
        long[] time = new long[2];
        clock(CLOCK_MONOTONIC, Address.ofData(time));
        return time[0] * 1_000 + time[1] / 1_000_000;
    }

    @Override
    public long now() {
        long[] time = new long[2];
        clock(CLOCK_REALTIME, Address.ofData(time));
        return time[0];
    }

    @Override
    public Event await(long milliseconds) {
        long[] time = {milliseconds / 1_000, milliseconds % 1_000 * 1_000_000};
        int signal = sigtimedwait(Address.ofData(signals), Address.fromInt(0), Address.ofData(time));
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
        return result(openFile(Address.ofData(bytes(path)), flags | NONBLOCK_CLOEXEC, mode));
    }

    @Override
    public int close(int file) {
        return result(closeFile(file));
    }

    @Override
    public Status status(String path) {
        long[] status = new long[5];
        return status(statusOf(-1, Address.ofData(bytes(path)), Address.ofData(status)), status);
    }

    @Override
    public Status status(int file) {
        long[] status = new long[5];
        return status(statusOf(file, Address.fromInt(0), Address.ofData(status)), status);
    }

    private static Status status(int error, long[] status) {
        return new Status(result(error), (int) status[0], status[1], status[2], status[3], status[4]);
    }

    @Override
    public int read(int file, byte[] buffer, int offset) {
        return result((int) readFile(file, Address.ofData(buffer).add(offset), buffer.length - offset));
    }

    @Override
    public int readAt(int file, long position, byte[] buffer) {
        return result((int) pread(file, Address.ofData(buffer), buffer.length, position));
    }

    @Override
    public int write(int file, byte[] buffer, int length) {
        return result((int) writeFile(file, Address.ofData(buffer), length));
    }

    @Override
    public int truncate(int file, long size) {
        return result(ftruncate(file, size));
    }

    @Override
    public int sync(int file) {
        return result(fsync(file));
    }

    @Override
    public int rename(String from, String to) {
        return result(renameFile(Address.ofData(bytes(from)), Address.ofData(bytes(to))));
    }

    @Override
    public int unlink(String path) {
        return result(unlinkFile(Address.ofData(bytes(path))));
    }

    @Override
    public int lock(int file) {
        byte[] whole = new byte[32];
        Address.ofData(whole).putShort(F_WRLCK);
        return result(fcntl(file, F_SETLK, Address.ofData(whole).toLong()));
    }

    @Override
    public int unread(int pipe) {
        int[] count = new int[1];
        int error = ioctl(pipe, FIONREAD, Address.ofData(count));
        return error < 0 ? result(error) : count[0];
    }

    @Override
    public int capacity(int pipe) {
        return result(fcntl(pipe, F_GETPIPE_SZ, 0));
    }

    @Override
    public int enlarge(int pipe, int capacity) {
        return result(fcntl(pipe, F_SETPIPE_SZ, capacity));
    }

    @Override
    public int pipe(int capacity, int[] ends) {
        int error = result(pipe2(Address.ofData(ends), NONBLOCK_CLOEXEC));
        if (error >= 0) {
            enlarge(ends[0], capacity);
        }
        return error;
    }

    @Override
    public int tee(int from, int to, int length) {
        return result((int) teePipe(from, to, length, SPLICE_F_NONBLOCK));
    }

    private static int poll(int file, short events, int milliseconds) {
        byte[] one = new byte[8];
        Address.ofData(one).putInt(file);
        Address.ofData(one).add(4).putShort(events);
        pollFiles(Address.ofData(one), 1, milliseconds);
        return Address.ofData(one).add(6).getShort();
    }

    private static int result(int result) {
        return result < 0 ? -errnoLocation().getInt() : result;
    }

    private static String text(Address address) {
        int length = (int) strlen(address);
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

    @Import(name = "native_argc")
    @Include(value = "native.h", isSystem = false)
    private static native int count();

    @Import(name = "native_argv")
    @Include(value = "native.h", isSystem = false)
    private static native Address vector();

    @Import(name = "native_status")
    @Include(value = "native.h", isSystem = false)
    private static native int statusOf(int file, Address path, Address status);

    @Import(name = "__errno_location")
    @Include("errno.h")
    private static native Address errnoLocation();

    @Import(name = "getenv")
    @Include("stdlib.h")
    private static native Address getenv(Address name);

    @Import(name = "strlen")
    @Include("string.h")
    private static native long strlen(Address text);

    @Import(name = "_exit")
    @Include("unistd.h")
    static native void exit(int status);

    @Import(name = "sigaddset")
    @Include("signal.h")
    private static native int sigaddset(Address set, int signal);

    @Import(name = "sigprocmask")
    @Include("signal.h")
    private static native int sigprocmask(int how, Address set, Address old);

    @Import(name = "sigtimedwait")
    @Include("signal.h")
    private static native int sigtimedwait(Address set, Address info, Address time);

    @Import(name = "clock_gettime")
    @Include("time.h")
    private static native int clock(int clock, Address time);

    @Import(name = "poll")
    @Include("poll.h")
    private static native int pollFiles(Address files, long count, int milliseconds);

    @Import(name = "open")
    @Include("fcntl.h")
    private static native int openFile(Address path, int flags, int mode);

    @Import(name = "close")
    @Include("unistd.h")
    private static native int closeFile(int file);

    @Import(name = "read")
    @Include("unistd.h")
    private static native long readFile(int file, Address buffer, long length);

    @Import(name = "pread")
    @Include("unistd.h")
    private static native long pread(int file, Address buffer, long length, long position);

    @Import(name = "write")
    @Include("unistd.h")
    private static native long writeFile(int file, Address buffer, long length);

    @Import(name = "ftruncate")
    @Include("unistd.h")
    private static native int ftruncate(int file, long size);

    @Import(name = "fsync")
    @Include("unistd.h")
    private static native int fsync(int file);

    @Import(name = "rename")
    @Include("stdio.h")
    private static native int renameFile(Address from, Address to);

    @Import(name = "unlink")
    @Include("unistd.h")
    private static native int unlinkFile(Address path);

    @Import(name = "fcntl")
    @Include("fcntl.h")
    private static native int fcntl(int file, int command, long argument);

    @Import(name = "ioctl")
    @Include("sys/ioctl.h")
    private static native int ioctl(int file, int request, Address argument);

    @Import(name = "pipe2")
    @Include("unistd.h")
    private static native int pipe2(Address ends, int flags);

    @Import(name = "tee")
    @Include("fcntl.h")
    private static native long teePipe(int from, int to, long length, int flags);
}
