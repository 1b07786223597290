package poplock.posix;

/**
 * The C library's calls on files, pipes and folders, under its names. A path is a C string: its bytes and a NUL, see
 * {@link CString}. What fails answers the negated error number, see {@link Errno}.
 */
public interface FileCalls {
    /** Open for reading. */
    int O_RDONLY = 0;
    /** Open for writing. */
    int O_WRONLY = 1;
    /** Open for both; of a FIFO this waits for nobody. */
    int O_RDWR = 2;
    /** Create the file if it is missing. */
    int O_CREAT = 0x40;
    /** With O_CREAT: fail if it is there, be it a link that leads nowhere. */
    int O_EXCL = 0x80;
    /** Empty the file. */
    int O_TRUNC = 0x200;
    /** Write at the end, wherever that is by then. */
    int O_APPEND = 0x400;
    /** Neither opening nor reading nor writing waits. */
    int O_NONBLOCK = 0x800;
    /** Fail if it is no folder. As on amd64: where the number is another, the form sees to it. */
    int O_DIRECTORY = 0x10000;
    /** Fail if the last name is a link. As on amd64: where the number is another, the form sees to it. */
    int O_NOFOLLOW = 0x20000;
    /** A program that this one becomes or starts does not inherit it. */
    int O_CLOEXEC = 0x80000;

    /** For {@link #lseek}: from the file's end. */
    int SEEK_END = 2;

    /** For {@link #fcntl}: the descriptor's own flags, of which there is one, {@link #FD_CLOEXEC}. */
    int F_GETFD = 1;
    int F_SETFD = 2;
    int FD_CLOEXEC = 1;
    /** For {@link #fcntl}: the flags that the file was opened with. */
    int F_GETFL = 3;
    int F_SETFL = 4;
    /** For {@link #fcntl}: how many bytes a pipe can hold. */
    int F_SETPIPE_SZ = 1031;
    int F_GETPIPE_SZ = 1032;

    /** For {@link #lock}: fails with EAGAIN or EACCES if somebody else has it. */
    int F_SETLK = 6;
    /** For {@link #lock}: waits until nobody else has it. */
    int F_SETLKW = 7;
    /** For {@link #lock}: the same, but the lock is the open file's, not the process's: a second descriptor does not lose it. */
    int F_OFD_SETLK = 37;
    int F_RDLCK = 0;
    int F_WRLCK = 1;
    int F_UNLCK = 2;

    /** For {@link #poll}, as bits. */
    int POLLIN = 1;
    int POLLOUT = 4;
    int POLLERR = 8;
    int POLLHUP = 16;
    int POLLNVAL = 32;

    /** For {@link #tee}: does not wait. */
    int SPLICE_F_NONBLOCK = 2;

    /** For {@link #inotifyAddWatch}, as bits. */
    int IN_MODIFY = 0x2;
    int IN_ATTRIB = 0x4;
    int IN_MOVED_FROM = 0x40;
    int IN_MOVED_TO = 0x80;
    int IN_CREATE = 0x100;
    int IN_DELETE = 0x200;
    int IN_DELETE_SELF = 0x400;
    int IN_MOVE_SELF = 0x800;
    int IN_ONLYDIR = 0x1000000;

    /** What {@link #stat} and its like fill, by index: {@link FileStatus} names them. */
    int STATUS_WORDS = 8;

    /** @param mode the permissions of a file that is created, which umask makes fewer */
    int open(byte[] path, int flags, int mode);

    int close(int file);

    /** Reads {@code length} bytes at most into a buffer from an offset on; 0 is the end of the file. */
    int read(int file, byte[] buffer, int offset, int length);

    /** Reads at a position, without moving the file's own. */
    int pread(int file, byte[] buffer, int offset, int length, long position);

    int write(int file, byte[] buffer, int offset, int length);

    int pwrite(int file, byte[] buffer, int offset, int length, long position);

    /** @return the new position, from the start */
    long lseek(int file, long offset, int whence);

    int ftruncate(int file, long size);

    int fsync(int file);

    int rename(byte[] from, byte[] to);

    int unlink(byte[] path);

    /** Tells of the file that the path leads to, through links. */
    int stat(byte[] path, long[] status);

    /** Tells of what the path names, even if that is a link: of the link itself then. */
    int lstat(byte[] path, long[] status);

    int fstat(int file, long[] status);

    /** @return the number of the kind of filesystem (f_type), as in linux/magic.h */
    long statfs(byte[] path);

    /**
     * Fills a buffer with struct linux_dirent64s: {@link Directory} reads them.
     *
     * @return how many bytes, 0 at the end
     */
    int getdents64(int folder, byte[] buffer);

    /** @return the length of what the link holds, without a NUL; as long as the buffer if it was cut off */
    int readlink(byte[] path, byte[] buffer);

    /**
     * @param resolved has room for 4,096 bytes
     * @return the length of the resolved path, without a NUL
     */
    int realpath(byte[] path, byte[] resolved);

    int fchown(int file, int user, int group);

    int fchmod(int file, int mode);

    int fgetxattr(int file, byte[] name, byte[] value);

    int fsetxattr(int file, byte[] name, byte[] value, int length);

    /** @param names gets the attributes' names, each with a NUL; an empty one just asks for the length */
    int flistxattr(int file, byte[] names);

    int fcntl(int file, int command, long argument);

    /** {@link #lock(int, int, int, long)} of the whole file. */
    default int lock(int file, int command, int type) {
        return lock(file, command, type, 0);
    }

    /**
     * fcntl with a struct flock of a file's first bytes, whether there are so many or not. But for F_OFD_SETLK's, such a
     * lock goes when the process closes any descriptor of that file.
     *
     * @param command F_SETLK, F_SETLKW or F_OFD_SETLK
     * @param type F_RDLCK, F_WRLCK or F_UNLCK
     * @param length how many bytes; 0 for all, however many there will be
     */
    int lock(int file, int command, int type, long length);

    /**
     * fcntl F_GETLK: where a lock ends that other processes have of bytes from an offset on.
     *
     * @return the offset behind it, {@link Long#MAX_VALUE} if it has no end, 0 if there is none
     */
    long lockedTo(int file, long from);

    /** ioctl FIONREAD: how many bytes a pipe holds unread. */
    int fionread(int pipe);

    /** @param ends gets the reading end, then the writing end */
    int pipe2(int[] ends, int flags);

    /** Copies what one pipe holds into another, as much as that takes, and leaves it in the first. */
    int tee(int from, int to, int length, int flags);

    int dup2(int file, int other);

    /** @return 1 if the descriptor is a terminal's, else an error */
    int isatty(int file);

    /**
     * @param files struct pollfds, each in two numbers: the descriptor, then the events asked for and, in the upper half, the
     *            events found
     * @param count how many struct pollfds
     * @param milliseconds -1 for ever
     */
    int poll(int[] files, int count, int milliseconds);

    int inotifyInit1(int flags);

    int inotifyAddWatch(int inotify, byte[] path, int mask);

    int inotifyRmWatch(int inotify, int watch);
}
