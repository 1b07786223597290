package poplock.fifosafety;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The C functions that {@link NativePosix} calls, under their own names or, where Posix has that name too, another. */
final class CLibrary {
    private CLibrary() {}

    @Import(name = "native_argc")
    @Include(value = "native.h", isSystem = false)
    static native int count();

    @Import(name = "native_argv")
    @Include(value = "native.h", isSystem = false)
    static native Address vector();

    @Import(name = "native_status")
    @Include(value = "native.h", isSystem = false)
    static native int statusOf(int file, Address path, Address status);

    @Import(name = "__errno_location")
    @Include("errno.h")
    static native Address errnoLocation();

    @Import(name = "getenv")
    @Include("stdlib.h")
    static native Address getenv(Address name);

    @Import(name = "strlen")
    @Include("string.h")
    static native long strlen(Address text);

    @Import(name = "_exit")
    @Include("unistd.h")
    static native void exit(int status);

    @Import(name = "sigaddset")
    @Include("signal.h")
    static native int sigaddset(Address set, int signal);

    @Import(name = "sigprocmask")
    @Include("signal.h")
    static native int sigprocmask(int how, Address set, Address old);

    @Import(name = "sigtimedwait")
    @Include("signal.h")
    static native int sigtimedwait(Address set, Address info, Address time);

    @Import(name = "clock_gettime")
    @Include("time.h")
    static native int clock(int clock, Address time);

    @Import(name = "poll")
    @Include("poll.h")
    static native int pollFiles(Address files, long count, int milliseconds);

    @Import(name = "open")
    @Include("fcntl.h")
    static native int openFile(Address path, int flags, int mode);

    @Import(name = "close")
    @Include("unistd.h")
    static native int closeFile(int file);

    @Import(name = "read")
    @Include("unistd.h")
    static native long readFile(int file, Address buffer, long length);

    @Import(name = "pread")
    @Include("unistd.h")
    static native long pread(int file, Address buffer, long length, long position);

    @Import(name = "write")
    @Include("unistd.h")
    static native long writeFile(int file, Address buffer, long length);

    @Import(name = "ftruncate")
    @Include("unistd.h")
    static native int ftruncate(int file, long size);

    @Import(name = "fsync")
    @Include("unistd.h")
    static native int fsync(int file);

    @Import(name = "rename")
    @Include("stdio.h")
    static native int renameFile(Address from, Address to);

    @Import(name = "unlink")
    @Include("unistd.h")
    static native int unlinkFile(Address path);

    @Import(name = "fcntl")
    @Include("fcntl.h")
    static native int fcntl(int file, int command, long argument);

    @Import(name = "ioctl")
    @Include("sys/ioctl.h")
    static native int ioctl(int file, int request, Address argument);

    @Import(name = "pipe2")
    @Include("unistd.h")
    static native int pipe2(Address ends, int flags);

    @Import(name = "tee")
    @Include("fcntl.h")
    static native long teePipe(int from, int to, long length, int flags);
}
