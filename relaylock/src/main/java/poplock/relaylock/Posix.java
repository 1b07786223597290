package poplock.relaylock;

/**
 * The system calls that relaylock makes. Strings hold bytes, as ISO-8859-1; none may contain a NUL. A call that fails
 * answers its negated error number, see {@link Errno}.
 */
interface Posix {
    /** How many arguments relaylock was given, its own name not counted. */
    int arguments();

    /** The argument at an index from 0, with the bytes that it came with. */
    String argument(int index);

    /** Replaces the argument at an index from -1: relaylock's own name, which no program that it runs sees. */
    void setArgument(int index, String value);

    /** The value of a variable of the environment, or null. */
    String variable(String name);

    int setVariable(String name, String value);

    /** Seconds since the epoch. */
    long now();

    /** Opens a file for reading, without waiting for a writer if it is a FIFO; exec closes it. */
    int open(String path);

    /** The size in bytes of an open file. */
    long size(int file);

    /** Reads at a position from the start; fewer bytes than asked for only at the end. */
    int read(int file, long position, byte[] buffer);

    int close(int file);

    /** Writes to standard output. */
    int print(String text);

    /**
     * Writes to standard error, if that is open. Gives up when nobody takes the text within a second, and outlives a
     * reader that is gone.
     */
    int complain(String text);

    /** Where memory runs out without an error that Java could catch, become the program at {@code first}. */
    void ifMemoryRunsOut(int first);

    /**
     * Becomes another program: same process, the signal mask and the descriptors that this one was given, the
     * environment as it is now, the arguments from {@code first} on (its name among them). Returns only on failure.
     */
    int exec(String path, int first);
}
