package poplock.fifosafety;

/**
 * The system calls that fifo-safety makes. Strings hold bytes, as ISO-8859-1; none may contain a NUL. A call that fails
 * answers its negated error number, see {@link Errno}.
 */
interface Posix {
    /** Open for reading. */
    int READ = 0;
    /** Open for writing. */
    int WRITE = 1;
    /** Open for both; of a FIFO this waits for nobody. */
    int READ_WRITE = 2;
    /** Create the file if it is missing. */
    int CREATE = 0x40;
    /** Empty the file. */
    int TRUNCATE = 0x200;
    /** Write at the end, wherever that is by then. */
    int APPEND = 0x400;

    /** What was waited for, or what came instead. */
    enum Event {
        /** The time is over. */
        TIMEOUT,
        /** HUP: reread the configuration. */
        HANGUP,
        /** TERM or INT: end. */
        END
    }

    /**
     * What the file system says of a file.
     *
     * @param error 0, or a negated error number: then the rest means nothing
     * @param type the S_IFMT bits of its mode
     * @param size in bytes
     * @param written when it was last written, in nanoseconds since the epoch
     */
    record Status(int error, int type, long device, long inode, long size, long written) {
        /** A FIFO's {@link #type}. */
        static final int FIFO = 0x1000;
        /** A plain file's {@link #type}. */
        static final int PLAIN = 0x8000;

        boolean sameFile(Status other) {
            return error == 0 && other.error == 0 && device == other.device && inode == other.inode;
        }
    }

    /** The value of a variable of the environment, or null. */
    String variable(String name);

    /** Milliseconds of a clock that nobody sets. */
    long ticks();

    /** Seconds since the epoch. */
    long now();

    /**
     * Sleeps until a signal comes or the time is over. Signals that came since the last call count; they arrive here
     * only, so that no other call is interrupted and no work is left half done.
     */
    Event await(long milliseconds);

    /** Whether a file can be read before the time is over; of file -1, just waits. */
    boolean awaitInput(int file, int milliseconds);

    /** Whether a FIFO that is open for reading has no writer. */
    boolean hungUp(int fifo);

    /** Writes to standard output. */
    int print(String text);

    /** Writes to standard error if it takes the text at once: who reads it may be waiting for us. */
    int complain(String text);

    /**
     * Opens a file; no read or write will wait, and no other program inherits it.
     *
     * @param mode the permissions of a file that is created
     */
    int open(String path, int flags, int mode);

    int close(int file);

    Status status(String path);

    Status status(int file);

    /** Reads into a buffer from an offset to its end. */
    int read(int file, byte[] buffer, int offset);

    /** Reads at a position, without moving the file's own. */
    int readAt(int file, long position, byte[] buffer);

    /** Writes the first bytes of a buffer in one call. */
    int write(int file, byte[] buffer, int length);

    int truncate(int file, long size);

    /** Waits until the file's content is on the disk. */
    int sync(int file);

    int rename(String from, String to);

    int unlink(String path);

    /** Takes a POSIX (fcntl) write lock of the whole file, unless somebody else has one. */
    int lock(int file);

    /** How many bytes a pipe holds unread. */
    int unread(int pipe);

    /** How many bytes a pipe can hold. */
    int capacity(int pipe);

    /** Gives a pipe at least a capacity, if the system allows. */
    int enlarge(int pipe, int capacity);

    /**
     * Makes a pipe of at least a capacity, if the system allows.
     *
     * @param ends gets its reading end, then its writing end
     */
    int pipe(int capacity, int[] ends);

    /** Copies what one pipe holds into another, as much as that takes, and leaves it in the first (Linux's tee(2)). */
    int tee(int from, int to, int length);
}
