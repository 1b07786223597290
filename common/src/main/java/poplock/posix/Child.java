package poplock.posix;

/**
 * A shell command, run as the leader of a session and a group of processes of its own, whose output is read. The caller
 * waits for the {@link #output} and, with its own deadlines, for the end.
 */
public final class Child {
    private static final String SHELL = "/bin/sh";
    private static final int NOT_A_STATUS = -1;

    private final Libc libc;
    private final int process;
    private int output;
    private int status = NOT_A_STATUS;

    private Child(Libc libc, int process, int output) {
        this.libc = libc;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a command with nothing to read and our own standard error. Its environment is ours: {@link Libc#setenv}.
     *
     * @throws Failure {@code unable to run /bin/sh: why}
     */
    public static Child shell(Libc libc, String command) throws Failure {
        int[] ends = new int[2];
        String what = "run " + SHELL;
        Failure.checked(what, libc.pipe2(ends, FileCalls.O_CLOEXEC));
        int nothing = libc.open(CString.of("/dev/null"), FileCalls.O_RDONLY | FileCalls.O_CLOEXEC, 0);
        byte[][] arguments = {CString.of("sh"), CString.of("-c"), CString.of(command)};
        int process = libc.spawn(CString.of(SHELL), arguments, nothing, ends[1]);
        libc.close(nothing);
        libc.close(ends[1]);
        if (process < 0) {
            libc.close(ends[0]);
            throw new Failure(what, process);
        }
        libc.fcntl(ends[0], FileCalls.F_SETFL, FileCalls.O_NONBLOCK);
        return new Child(libc, process, ends[0]);
    }

    /** The process's number, which is its group's, too. */
    public int process() {
        return process;
    }

    /** The descriptor of its output: to be waited for, and read until its end. Reading does not wait. */
    public int output() {
        return output;
    }

    /** @return whether it has ended, be it that those that it started have not */
    public boolean ended() {
        if (status == NOT_A_STATUS) {
            int[] found = new int[1];
            int answer = libc.waitpid(process, found, Libc.WNOHANG);
            if (answer != 0 && answer != -Errno.EINTR) {
                status = answer < 0 ? 0 : found[0];
            }
        }
        return status != NOT_A_STATUS;
    }

    /** As the shell tells it: the exit status, or 128 and the number of the signal that ended it. */
    public int exitStatus() {
        int signal = status & 0x7f;
        return signal == 0 ? status >> 8 & 0xff : 128 + signal;
    }

    /**
     * Sends a signal to it and to all that it started and that stayed in its group.
     *
     * @return whether there was any such process
     */
    public boolean signal(int number) {
        return libc.kill(-process, number) >= 0;
    }

    /** Whether any process of its group is there still. One that has ended counts until {@link #ended} has seen it. */
    public boolean groupLives() {
        return signal(0);
    }

    /** Reads no more of it. */
    public void close() {
        if (output >= 0) {
            libc.close(output);
            output = -1;
        }
    }
}
