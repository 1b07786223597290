package poplock.posix.teavm;

import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/** The C functions that {@link TeavmLibc} calls; those that begin with libc_ are in packaging/native/libc.c. */
final class CLibrary {
    private static final String OURS = "libc.h";

    private CLibrary() {}

    @Import(name = "__errno_location")
    @Include("errno.h")
    static native Address errno();

    @Import(name = "strlen")
    @Include("string.h")
    static native long strlen(Address text);

    @Import(name = "strdup")
    @Include("string.h")
    static native Address strdup(Address text);

    @Import(name = "getenv")
    @Include("stdlib.h")
    static native Address getenv(Address name);

    @Import(name = "setenv")
    @Include("stdlib.h")
    static native int setenv(Address name, Address value, int overwrite);

    @Import(name = "unsetenv")
    @Include("stdlib.h")
    static native int unsetenv(Address name);

    @Import(name = "libc_open")
    @Include(value = OURS, isSystem = false)
    static native int open(Address path, int flags, int mode);

    @Import(name = "close")
    @Include("unistd.h")
    static native int close(int file);

    @Import(name = "read")
    @Include("unistd.h")
    static native long read(int file, Address buffer, long length);

    @Import(name = "pread")
    @Include("unistd.h")
    static native long pread(int file, Address buffer, long length, long position);

    @Import(name = "write")
    @Include("unistd.h")
    static native long write(int file, Address buffer, long length);

    @Import(name = "pwrite")
    @Include("unistd.h")
    static native long pwrite(int file, Address buffer, long length, long position);

    @Import(name = "lseek")
    @Include("unistd.h")
    static native long lseek(int file, long offset, int whence);

    @Import(name = "ftruncate")
    @Include("unistd.h")
    static native int ftruncate(int file, long size);

    @Import(name = "fsync")
    @Include("unistd.h")
    static native int fsync(int file);

    @Import(name = "rename")
    @Include("stdio.h")
    static native int rename(Address from, Address to);

    @Import(name = "unlink")
    @Include("unistd.h")
    static native int unlink(Address path);

    @Import(name = "libc_stat")
    @Include(value = OURS, isSystem = false)
    static native int stat(Address path, Address status);

    @Import(name = "libc_lstat")
    @Include(value = OURS, isSystem = false)
    static native int lstat(Address path, Address status);

    @Import(name = "libc_fstat")
    @Include(value = OURS, isSystem = false)
    static native int fstat(int file, Address status);

    @Import(name = "libc_statfs")
    @Include(value = OURS, isSystem = false)
    static native long statfs(Address path);

    @Import(name = "libc_getdents64")
    @Include(value = OURS, isSystem = false)
    static native int getdents64(int folder, Address buffer, int length);

    @Import(name = "readlink")
    @Include("unistd.h")
    static native long readlink(Address path, Address buffer, long length);

    @Import(name = "realpath")
    @Include("stdlib.h")
    static native Address realpath(Address path, Address resolved);

    @Import(name = "fchown")
    @Include("unistd.h")
    static native int fchown(int file, int user, int group);

    @Import(name = "fchmod")
    @Include("sys/stat.h")
    static native int fchmod(int file, int mode);

    @Import(name = "fgetxattr")
    @Include("sys/xattr.h")
    static native long fgetxattr(int file, Address name, Address value, long length);

    @Import(name = "fsetxattr")
    @Include("sys/xattr.h")
    static native int fsetxattr(int file, Address name, Address value, long length, int flags);

    @Import(name = "flistxattr")
    @Include("sys/xattr.h")
    static native long flistxattr(int file, Address names, long length);

    @Import(name = "fcntl")
    @Include("fcntl.h")
    static native int fcntl(int file, int command, long argument);

    @Import(name = "libc_lock")
    @Include(value = OURS, isSystem = false)
    static native int lock(int file, int command, int type, long length);

    @Import(name = "libc_locked_to")
    @Include(value = OURS, isSystem = false)
    static native long lockedTo(int file, long from);

    @Import(name = "libc_fionread")
    @Include(value = OURS, isSystem = false)
    static native int fionread(int pipe);

    @Import(name = "pipe2")
    @Include("unistd.h")
    static native int pipe2(Address ends, int flags);

    @Import(name = "tee")
    @Include("fcntl.h")
    static native long tee(int from, int to, long length, int flags);

    @Import(name = "dup2")
    @Include("unistd.h")
    static native int dup2(int file, int other);

    @Import(name = "isatty")
    @Include("unistd.h")
    static native int isatty(int file);

    @Import(name = "poll")
    @Include("poll.h")
    static native int poll(Address files, long count, int milliseconds);

    @Import(name = "inotify_init1")
    @Include("sys/inotify.h")
    static native int inotifyInit1(int flags);

    @Import(name = "inotify_add_watch")
    @Include("sys/inotify.h")
    static native int inotifyAddWatch(int inotify, Address path, int mask);

    @Import(name = "inotify_rm_watch")
    @Include("sys/inotify.h")
    static native int inotifyRmWatch(int inotify, int watch);

    @Import(name = "libc_clock")
    @Include(value = OURS, isSystem = false)
    static native long clock(int clock);

    @Import(name = "tzset")
    @Include("time.h")
    static native void tzset();

    @Import(name = "libc_localtime")
    @Include(value = OURS, isSystem = false)
    static native int localtime(long seconds, Address tm);

    @Import(name = "libc_mktime")
    @Include(value = OURS, isSystem = false)
    static native long mktime(Address tm);

    @Import(name = "getrandom")
    @Include("sys/random.h")
    static native long getrandom(Address buffer, long length, int flags);

    @Import(name = "umask")
    @Include("sys/stat.h")
    static native int umask(int mode);

    @Import(name = "getpid")
    @Include("unistd.h")
    static native int getpid();

    @Import(name = "libc_signal")
    @Include(value = OURS, isSystem = false)
    static native long signal(int number, long handler);

    @Import(name = "libc_signalfd")
    @Include(value = OURS, isSystem = false)
    static native int signalfd(Address numbers, int count);

    @Import(name = "kill")
    @Include("signal.h")
    static native int kill(int process, int signal);

    @Import(name = "libc_spawn")
    @Include(value = OURS, isSystem = false)
    static native int spawn(Address path, Address arguments, int input, int output);

    @Import(name = "waitpid")
    @Include("sys/wait.h")
    static native int waitpid(int process, Address status, int options);

    @Import(name = "native_execv")
    @Include(value = "native.h", isSystem = false)
    static native int execv(Address path, Address arguments);

    @Import(name = "_exit")
    @Include("unistd.h")
    static native void exit(int status);

    @Import(name = "native_mark")
    @Include(value = "native.h", isSystem = false)
    static native Address mark();

    @Import(name = "native_forget")
    @Include(value = "native.h", isSystem = false)
    static native void forget(Address mark);

    @Import(name = "native_keep")
    @Include(value = "native.h", isSystem = false)
    static native void keep();
}
