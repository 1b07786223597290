package poplock.readlog;

import java.io.IOException;
import java.io.InputStream;

/** A stream that ends: standard input, or a command's standard output. */
record StreamSource(InputStream stream, Intake intake) implements LogSource {
    @Override
    public void run() throws IOException {
        byte[] bytes = new byte[1 << 16];
        int count;
        while ((count = stream.read(bytes)) >= 0) {
            intake.feed(bytes, 0, count);
            intake.deliver(null);
        }
    }

    /** Nothing to do: a stream ends with whoever writes it, or with the program. */
    @Override
    public void stop() {}
}
