package poplock.program;

import poplock.posix.CString;
import poplock.posix.Errno;
import poplock.posix.Failure;
import poplock.posix.FileCalls;
import poplock.posix.Libc;

/** Standard output, written in large pieces; what it holds must be {@link #flush}ed. */
public final class Output implements Appendable {
    private static final int OUTPUT = 1;
    private static final int PIECE = 1 << 13;

    private final Libc libc;
    private final StringBuilder text = new StringBuilder();

    public Output(Libc libc) {
        this.libc = libc;
    }

    /** @param more bytes, as ISO-8859-1 */
    @Override
    public Output append(CharSequence more) throws Failure {
        text.append(more);
        if (text.length() >= PIECE) {
            flush();
        }
        return this;
    }

    @Override
    public Output append(CharSequence more, int start, int end) throws Failure {
        return append(more.subSequence(start, end));
    }

    @Override
    public Output append(char more) throws Failure {
        text.append(more);
        return this;
    }

    public void flush() throws Failure {
        byte[] bytes = CString.of(text.toString());
        text.setLength(0);
        int done = 0;
        while (done < bytes.length - 1) {
            int more = libc.write(OUTPUT, bytes, done, bytes.length - 1 - done);
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
