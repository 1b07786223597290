package poplock.posix.jvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

/** The calls on files. For one thread: arguments are passed in memory of its own. */
class JvmFileCalls extends JvmStatusCalls {
    private static final int FLOCK_BYTES = 32;
    private static final int FLOCK_START = 8;
    private static final int FLOCK_LENGTH = 16;
    private static final int F_GETLK = 5;
    private static final int PATH_MAX = 4096;
    private static final int FIONREAD = 0x541b;
    private static final int POLLFD_INTS = 2;

    private final Memory memory = new Memory();
    private final Memory second = new Memory();

    private final CFunction open = new CFunction("open");
    private final CFunction close = new CFunction("close");
    private final CFunction read = new CFunction("read");
    private final CFunction pread = new CFunction("pread");
    private final CFunction write = new CFunction("write");
    private final CFunction pwrite = new CFunction("pwrite");
    private final CFunction lseek = new CFunction("lseek");
    private final CFunction ftruncate = new CFunction("ftruncate");
    private final CFunction fsync = new CFunction("fsync");
    private final CFunction rename = new CFunction("rename");
    private final CFunction unlink = new CFunction("unlink");
    private final CFunction getdents64 = new CFunction("getdents64", "getdents");
    private final CFunction readlink = new CFunction("readlink");
    private final CFunction realpath = new CFunction("realpath");
    private final CFunction fchown = new CFunction("fchown");
    private final CFunction fchmod = new CFunction("fchmod");
    private final CFunction fgetxattr = new CFunction("fgetxattr");
    private final CFunction fsetxattr = new CFunction("fsetxattr");
    private final CFunction flistxattr = new CFunction("flistxattr");
    private final CFunction fcntl = new CFunction("fcntl");
    private final CFunction ioctl = new CFunction("ioctl");
    private final CFunction pipe2 = new CFunction("pipe2");
    private final CFunction tee = new CFunction("tee");
    private final CFunction dup2 = new CFunction("dup2");
    private final CFunction isatty = new CFunction("isatty");
    private final CFunction poll = new CFunction("poll");
    private final CFunction inotifyInit1 = new CFunction("inotify_init1");
    private final CFunction inotifyAddWatch = new CFunction("inotify_add_watch");
    private final CFunction inotifyRmWatch = new CFunction("inotify_rm_watch");

    @Override
    public int open(byte[] path, int flags, int mode) {
        return open.call(memory.put(path), Processor.THIS.openFlags(flags), mode);
    }

    @Override
    public int close(int file) {
        return close.call(file);
    }

    @Override
    public int read(int file, byte[] buffer, int offset, int length) {
        return memory.take((int) read.callLong(file, memory.room(length), length), buffer, offset);
    }

    @Override
    public int pread(int file, byte[] buffer, int offset, int length, long position) {
        return memory.take((int) pread.callLong(file, memory.room(length), length, position), buffer, offset);
    }

    @Override
    public int write(int file, byte[] buffer, int offset, int length) {
        return (int) write.callLong(file, memory.put(buffer, offset, length), length);
    }

    @Override
    public int pwrite(int file, byte[] buffer, int offset, int length, long position) {
        return (int) pwrite.callLong(file, memory.put(buffer, offset, length), length, position);
    }

    @Override
    public long lseek(int file, long offset, int whence) {
        return lseek.callLong(file, offset, whence);
    }

    @Override
    public int ftruncate(int file, long size) {
        return ftruncate.call(file, size);
    }

    @Override
    public int fsync(int file) {
        return fsync.call(file);
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        return rename.call(memory.put(from), second.put(to));
    }

    @Override
    public int unlink(byte[] path) {
        return unlink.call(memory.put(path));
    }

    @Override
    public int getdents64(int folder, byte[] buffer) {
        long room = memory.room(buffer.length);
        return memory.take((int) getdents64.callLong(folder, room, buffer.length), buffer, 0);
    }

    @Override
    public int readlink(byte[] path, byte[] buffer) {
        long room = memory.room(buffer.length);
        return memory.take((int) readlink.callLong(second.put(path), room, buffer.length), buffer, 0);
    }

    @Override
    public int realpath(byte[] path, byte[] resolved) {
        long room = memory.room(PATH_MAX);
        if (realpath.word(second.put(path), room) == 0) {
            return realpath.error();
        }
        int length = 0;
        while (memory.segment().get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return memory.take(length, resolved, 0);
    }

    @Override
    public int fchown(int file, int user, int group) {
        return fchown.call(file, user, group);
    }

    @Override
    public int fchmod(int file, int mode) {
        return fchmod.call(file, mode);
    }

    @Override
    public int fgetxattr(int file, byte[] name, byte[] value) {
        long room = memory.room(value.length);
        return memory.take((int) fgetxattr.callLong(file, second.put(name), room, value.length), value, 0);
    }

    @Override
    public int fsetxattr(int file, byte[] name, byte[] value, int length) {
        return fsetxattr.call(file, second.put(name), memory.put(value, 0, length), length);
    }

    @Override
    public int flistxattr(int file, byte[] names) {
        int length = (int) flistxattr.callLong(file, memory.room(names.length), names.length);
        return names.length == 0 ? length : memory.take(length, names, 0);
    }

    @Override
    public int fcntl(int file, int command, long argument) {
        return fcntl.call(file, command, argument);
    }

    @Override
    public int lock(int file, int command, int type, long length) {
        long struct = memory.zeroed(FLOCK_BYTES);
        memory.segment().set(JAVA_SHORT, 0, (short) type);
        memory.segment().set(JAVA_LONG, FLOCK_LENGTH, length);
        return fcntl.call(file, command, struct);
    }

    @Override
    public long lockedTo(int file, long from) {
        long struct = memory.zeroed(FLOCK_BYTES);
        memory.segment().set(JAVA_SHORT, 0, (short) F_WRLCK);
        memory.segment().set(JAVA_LONG, FLOCK_START, from);
        int error = fcntl.call(file, F_GETLK, struct);
        if (error < 0 || memory.segment().get(JAVA_SHORT, 0) == F_UNLCK) {
            return error;
        }
        long length = memory.segment().get(JAVA_LONG, FLOCK_LENGTH);
        return length == 0 ? Long.MAX_VALUE : memory.segment().get(JAVA_LONG, FLOCK_START) + length;
    }

    @Override
    public int fionread(int pipe) {
        int error = ioctl.call(pipe, FIONREAD, memory.zeroed(Integer.BYTES));
        return error < 0 ? error : memory.segment().get(JAVA_INT, 0);
    }

    @Override
    public int pipe2(int[] ends, int flags) {
        int error = pipe2.call(memory.room(2L * Integer.BYTES), flags);
        memory.take(ends, 2);
        return error;
    }

    @Override
    public int tee(int from, int to, int length, int flags) {
        return (int) tee.callLong(from, to, length, flags);
    }

    @Override
    public int dup2(int file, int other) {
        return dup2.call(file, other);
    }

    @Override
    public int isatty(int file) {
        return isatty.call(file) == 1 ? 1 : isatty.error();
    }

    @Override
    public int poll(int[] files, int count, int milliseconds) {
        int found = poll.call(memory.put(files, POLLFD_INTS * count), count, milliseconds);
        memory.take(files, POLLFD_INTS * count);
        return found;
    }

    @Override
    public int inotifyInit1(int flags) {
        return inotifyInit1.call(flags);
    }

    @Override
    public int inotifyAddWatch(int inotify, byte[] path, int mask) {
        return inotifyAddWatch.call(inotify, memory.put(path), mask);
    }

    @Override
    public int inotifyRmWatch(int inotify, int watch) {
        return inotifyRmWatch.call(inotify, watch);
    }
}
