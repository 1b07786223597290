package poplock.program;

import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileCalls;
import poplock.posix.Libc;

/** Standard output, written in large pieces; what it holds must be {@link #flush}ed. Takes no memory after its making. */
public final class Output implements Appendable {
    private static final int OUTPUT = 1;
    private static final int PIECE = 1 << 13;

    private final Libc libc;
    private final byte[] bytes = new byte[PIECE];
    private int length;

    public Output(Libc libc) {
        this.libc = libc;
    }

    /** @param more bytes, as ISO-8859-1 */
    @Override
    public Output append(CharSequence more) throws Failure {
        return append(more, 0, more.length());
    }

    @Override
    public Output append(CharSequence more, int start, int end) throws Failure {
        for (int i = start; i < end; i++) {
            append(more.charAt(i));
        }
        return this;
    }

    @Override
    public Output append(char more) throws Failure {
        if (length == PIECE) {
            flush();
        }
        bytes[length++] = (byte) more;
        return this;
    }

    /** What could not be written is not tried again. */
    public void flush() throws Failure {
        int end = length;
        length = 0;
        int done = 0;
        while (done < end) {
            int more = libc.write(OUTPUT, bytes, done, end - done);
            if (more == -Errno.EAGAIN) {
                int[] wait = {OUTPUT, FileCalls.POLLOUT};
                libc.poll(wait, 1, -1);
            } else if (more < 0 && more != -Errno.EINTR) {
                throw new Failure("write to standard output", more);
            } else {
                done += Math.max(more, 0);
            }
        }
    }
}
