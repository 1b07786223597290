package poplock.posix;

/**
 * The C library, one method a function, under its names and without any logic of ours. Texts are C strings: their bytes and
 * a NUL, see {@link CString}. What fails answers the negated error number, see {@link Errno}.
 */
public interface Libc extends FileCalls {
    int CLOCK_REALTIME = 0;
    /** A clock that nobody sets. */
    int CLOCK_MONOTONIC = 1;

    /** For {@link #signal}. */
    long SIG_DFL = 0;
    long SIG_IGN = 1;

    /** How many bytes a struct signalfd_siginfo has; its first four are the signal's number, the lowest byte first. */
    int SIGINFO_BYTES = 128;

    /** For {@link #waitpid}: does not wait. */
    int WNOHANG = 1;

    /** The fields of {@link #localtime}'s and {@link #mktime}'s struct tm, and how many there are. */
    int TM_SEC = 0;
    int TM_MIN = 1;
    int TM_HOUR = 2;
    int TM_MDAY = 3;
    /** From 0. */
    int TM_MON = 4;
    /** Since 1900. */
    int TM_YEAR = 5;
    int TM_WDAY = 6;
    int TM_YDAY = 7;
    /** 1 in summer time, 0 outside of it, negative if that is not known. */
    int TM_ISDST = 8;
    /** Seconds east of Greenwich; {@link #mktime} does not read it. */
    int TM_GMTOFF = 9;
    int TM_WORDS = 10;

    /** How eight bytes are read at once here: no function of C, but as much the platform's. */
    Words words();

    /** main's argc: how many arguments there are, the program's own name among them. */
    int argc();

    /** main's argv: the bytes that the argument came with, without a NUL. */
    byte[] argv(int index);

    /** Replaces an argument for {@link #execv}. */
    void setArgv(int index, byte[] value);

    /** @return the value's bytes, without a NUL, or null */
    byte[] getenv(byte[] name);

    /** Replaces a value that is there. */
    int setenv(byte[] name, byte[] value);

    int unsetenv(byte[] name);

    /** @return nanoseconds */
    long clockGettime(int clock);

    /** Reads TZ and the system's zone anew, for the two that follow. */
    void tzset();

    /**
     * localtime_r.
     *
     * @param seconds since the epoch
     * @param tm gets {@link #TM_WORDS} numbers
     */
    int localtime(long seconds, int[] tm);

    /**
     * @param tm is put right, too
     * @return seconds since the epoch; -1 for a time before it or out of bounds
     */
    long mktime(int[] tm);

    /** @return how many bytes were filled with random numbers: all of them, up to 256 */
    int getrandom(byte[] buffer);

    /** @return the older mode */
    int umask(int mode);

    int getpid();

    /**
     * @param handler SIG_DFL, SIG_IGN, or what an earlier call answered
     * @return the older handler
     */
    long signal(int number, long handler);

    /**
     * Has these signals come by a descriptor, and in no other way: a read of it, which does not wait, gives struct
     * signalfd_siginfos. To be called once.
     */
    int signalfd(int[] numbers);

    /** @param process negative for the group of processes with that number */
    int kill(int process, int signal);

    /**
     * posix_spawn of a program as the leader of a session of its own, with this process's environment, no signal blocked and
     * none ignored.
     *
     * @param arguments C strings, the program's own name first
     * @param input becomes its standard input
     * @param output becomes its standard output
     * @return the process's number
     */
    int spawn(byte[] path, byte[][] arguments, int input, int output);

    /**
     * @param status gets how the process ended, as it is told to a parent: {@link Child} reads it
     * @return the process's number, or 0 if it has not ended
     */
    int waitpid(int process, int[] status, int options);

    /**
     * Becomes another program: the same process, with the signal mask that this one was started with, the descriptors that
     * are not FD_CLOEXEC, the environment as it is now, and the arguments from an index on, that program's name first.
     * Comes back only if it fails.
     */
    int execv(byte[] path, int first);

    /** Where the program would abort, for want of memory or by a fault, it becomes the program at this index of argv. */
    void lastResort(int first);

    /** Ends the process at once, as _exit does. */
    void exit(int status);

    /**
     * Where Java's memory ends now, for {@link #forget}. These three are no functions of the C library: they stand in for the
     * collector, which a native executable does without, and mean nothing in a JVM.
     */
    default long mark() {
        return 0;
    }

    /**
     * Gives back all memory that was taken since {@link #mark} and the last {@link #keep}, or leaves it to a later call with
     * the same mark. No object of that time may be in use any more: none that was stored in a field or an array, and no
     * exception that is under way. What a class's first use has put into its static fields is seen, and then all stays.
     */
    default void forget(long mark) {}

    /** All memory that was taken until now stays: for what is stored in a field between a mark and its {@link #forget}. */
    default void keep() {}

    /** How many bytes of Java's memory have not been taken; in a JVM, whose collector finds more, there is no end of it. */
    default long memoryLeft() {
        return Long.MAX_VALUE;
    }
}
