package poplock.posix;

/** Linux's error numbers, and their words: the same ones with every C library and in every locale. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENOEXEC = 8;
    public static final int EBADF = 9;
    public static final int ECHILD = 10;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EXDEV = 18;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int ESPIPE = 29;
    public static final int ENAMETOOLONG = 36;
    public static final int ELOOP = 40;
    public static final int ENODATA = 61;
    public static final int EOPNOTSUPP = 95;
    public static final int ESTALE = 116;

    private Errno() {}

    /** @param error an error number, as it is or negated */
    public static String words(long error) {
        int number = (int) Math.abs(error);
        return switch (number) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file";
            case ESRCH, ECHILD -> "no such process";
            case EIO -> "input/output error";
            case 6 -> "nobody has it open";
            case 7 -> "argument list too long";
            case ENOEXEC -> "not a program";
            case EBADF -> "it is not open";
            case EAGAIN -> "resource temporarily unavailable";
            case ENOMEM -> "out of memory";
            case EACCES -> "permission denied";
            case 16 -> "it is in use";
            case EEXIST -> "it is there already";
            case EXDEV -> "on another filesystem";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "is a directory";
            case EINVAL -> "invalid argument";
            case ENFILE, EMFILE -> "too many open files";
            case 26 -> "text file busy";
            case EFBIG -> "file too large";
            case ENOSPC -> "no space left on the disk";
            case ESPIPE -> "not a plain file";
            case 30 -> "read-only file system";
            case 32 -> "nobody reads it";
            case ENAMETOOLONG -> "file name too long";
            case ELOOP -> "too many symbolic links";
            case EOPNOTSUPP -> "operation not supported";
            case ESTALE -> "stale file handle";
            case 122 -> "disk quota exceeded";
            default -> "error " + number;
        };
    }
}
