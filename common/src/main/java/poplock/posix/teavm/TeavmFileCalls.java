package poplock.posix.teavm;

import org.teavm.interop.Address;

import poplock.posix.FileCalls;

/** The calls on files. Nothing is allocated, so nothing moves while a call has an array's address. */
class TeavmFileCalls implements FileCalls {
    @Override
    public int open(byte[] path, int flags, int mode) {
        return result(CLibrary.open(Address.ofData(path), flags, mode));
    }

    @Override
    public int close(int file) {
        return result(CLibrary.close(file));
    }

    @Override
    public int read(int file, byte[] buffer, int offset, int length) {
        return result((int) CLibrary.read(file, Address.ofData(buffer).add(offset), length));
    }

    @Override
    public int pread(int file, byte[] buffer, int offset, int length, long position) {
        return result((int) CLibrary.pread(file, Address.ofData(buffer).add(offset), length, position));
    }

    @Override
    public int write(int file, byte[] buffer, int offset, int length) {
        return result((int) CLibrary.write(file, Address.ofData(buffer).add(offset), length));
    }

    @Override
    public int pwrite(int file, byte[] buffer, int offset, int length, long position) {
        return result((int) CLibrary.pwrite(file, Address.ofData(buffer).add(offset), length, position));
    }

    @Override
    public long lseek(int file, long offset, int whence) {
        long position = CLibrary.lseek(file, offset, whence);
        return position < 0 ? error() : position;
    }

    @Override
    public int ftruncate(int file, long size) {
        return result(CLibrary.ftruncate(file, size));
    }

    @Override
    public int fsync(int file) {
        return result(CLibrary.fsync(file));
    }

    @Override
    public int rename(byte[] from, byte[] to) {
        return result(CLibrary.rename(Address.ofData(from), Address.ofData(to)));
    }

    @Override
    public int unlink(byte[] path) {
        return result(CLibrary.unlink(Address.ofData(path)));
    }

    @Override
    public int stat(byte[] path, long[] status) {
        return result(CLibrary.stat(Address.ofData(path), Address.ofData(status)));
    }

    @Override
    public int lstat(byte[] path, long[] status) {
        return result(CLibrary.lstat(Address.ofData(path), Address.ofData(status)));
    }

    @Override
    public int fstat(int file, long[] status) {
        return result(CLibrary.fstat(file, Address.ofData(status)));
    }

    @Override
    public long statfs(byte[] path) {
        long kind = CLibrary.statfs(Address.ofData(path));
        return kind < 0 ? error() : kind;
    }

    @Override
    public int getdents64(int folder, byte[] buffer) {
        return result(CLibrary.getdents64(folder, Address.ofData(buffer), buffer.length));
    }

    @Override
    public int readlink(byte[] path, byte[] buffer) {
        return result((int) CLibrary.readlink(Address.ofData(path), Address.ofData(buffer), buffer.length));
    }

    @Override
    public int realpath(byte[] path, byte[] resolved) {
        Address found = CLibrary.realpath(Address.ofData(path), Address.ofData(resolved));
        return found.toLong() == 0 ? error() : (int) CLibrary.strlen(found);
    }

    @Override
    public int fchown(int file, int user, int group) {
        return result(CLibrary.fchown(file, user, group));
    }

    @Override
    public int fchmod(int file, int mode) {
        return result(CLibrary.fchmod(file, mode));
    }

    @Override
    public int fgetxattr(int file, byte[] name, byte[] value) {
        return result((int) CLibrary.fgetxattr(file, Address.ofData(name), Address.ofData(value),
                value.length));
    }

    @Override
    public int fsetxattr(int file, byte[] name, byte[] value, int length) {
        return result(CLibrary.fsetxattr(file, Address.ofData(name), Address.ofData(value), length, 0));
    }

    @Override
    public int flistxattr(int file, byte[] names) {
        return result((int) CLibrary.flistxattr(file, Address.ofData(names), names.length));
    }

    @Override
    public int fcntl(int file, int command, long argument) {
        return result(CLibrary.fcntl(file, command, argument));
    }

    @Override
    public int lock(int file, int command, int type, long length) {
        return result(CLibrary.lock(file, command, type, length));
    }

    @Override
    public long lockedTo(int file, long from) {
        long end = CLibrary.lockedTo(file, from);
        return end < 0 ? error() : end;
    }

    @Override
    public int fionread(int pipe) {
        return result(CLibrary.fionread(pipe));
    }

    @Override
    public int pipe2(int[] ends, int flags) {
        return result(CLibrary.pipe2(Address.ofData(ends), flags));
    }

    @Override
    public int tee(int from, int to, int length, int flags) {
        return result((int) CLibrary.tee(from, to, length, flags));
    }

    @Override
    public int dup2(int file, int other) {
        return result(CLibrary.dup2(file, other));
    }

    @Override
    public int isatty(int file) {
        return CLibrary.isatty(file) == 1 ? 1 : error();
    }

    @Override
    public int poll(int[] files, int count, int milliseconds) {
        return result(CLibrary.poll(Address.ofData(files), count, milliseconds));
    }

    @Override
    public int inotifyInit1(int flags) {
        return result(CLibrary.inotifyInit1(flags));
    }

    @Override
    public int inotifyAddWatch(int inotify, byte[] path, int mask) {
        return result(CLibrary.inotifyAddWatch(inotify, Address.ofData(path), mask));
    }

    @Override
    public int inotifyRmWatch(int inotify, int watch) {
        return result(CLibrary.inotifyRmWatch(inotify, watch));
    }

    static int result(int result) {
        return result < 0 ? error() : result;
    }

    /** The negated number of the last error. */
    static int error() {
        return -CLibrary.errno().getInt();
    }
}
