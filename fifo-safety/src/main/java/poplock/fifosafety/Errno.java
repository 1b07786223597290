package poplock.fifosafety;

/** Linux's error numbers in words, the same ones with every C library and in every locale. */
final class Errno {
    static final int ENOENT = 2;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int ENOSPC = 28;
    static final int ENAMETOOLONG = 36;

    private Errno() {}

    /** @param error an error number, as it is or negated */
    static String words(int error) {
        int number = Math.abs(error);
        return switch (number) {
            case 1 -> "operation not permitted";
            case ENOENT -> "no such file";
            case EIO -> "input/output error";
            case EAGAIN -> "resource temporarily unavailable";
            case 12 -> "out of memory";
            case 13 -> "permission denied";
            case 20 -> "not a directory";
            case 21 -> "is a directory";
            case 23, 24 -> "too many open files";
            case 27 -> "file too large";
            case ENOSPC -> "no space left on the disk";
            case 30 -> "read-only file system";
            case ENAMETOOLONG -> "file name too long";
            case 40 -> "too many symbolic links";
            case 122 -> "disk quota exceeded";
            default -> "error " + number;
        };
    }
}
