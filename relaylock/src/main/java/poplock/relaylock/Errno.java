package poplock.relaylock;

/** Linux's error numbers in words, the same ones with every C library and in every locale. */
final class Errno {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ENOEXEC = 8;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int ELOOP = 40;
    static final int ENAMETOOLONG = 36;

    private Errno() {}

    /** @param error an error number, as it is or negated */
    static String words(long error) {
        int number = (int) Math.abs(error);
        return switch (number) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file";
            case 5 -> "input/output error";
            case 7 -> "argument list too long";
            case ENOEXEC -> "not a program";
            case 11 -> "resource temporarily unavailable";
            case 12 -> "out of memory";
            case EACCES -> "permission denied";
            case ENOTDIR -> "not a directory";
            case 21 -> "is a directory";
            case 23, 24 -> "too many open files";
            case 26 -> "text file busy";
            case 29 -> "not a plain file";
            case ENAMETOOLONG -> "file name too long";
            case ELOOP -> "too many symbolic links";
            default -> "error " + number;
        };
    }
}
