package poplock.readlog;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/** A stream that ends: standard input. */
final class StreamSource implements LogSource {
    private final FileChannel stream;
    private final Intake intake;

    /** @param stream is closed when the source is stopped: an interrupt ends a read of a channel, but of nothing else */
    StreamSource(FileInputStream stream, Intake intake) {
        this.stream = stream.getChannel();
        this.intake = intake;
    }

    @Override
    public void run() throws IOException {
        byte[] bytes = new byte[1 << 16];
        var past = new Past();
        intake.unreadSince(0);
        int count;
        do {
            var buffer = ByteBuffer.wrap(bytes);
            try {
                count = past.read(() -> stream.read(buffer));
            } catch (ClosedChannelException e) {
                // By the interrupt that follows stop(); what was read just before still counts.
                count = -1;
            }
            if (past.isOver()) {
                intake.live();
            }
            intake.feed(bytes, 0, buffer.position());
            intake.deliver(null);
        } while (count >= 0);
    }

    /** Nothing to do: the interrupt is enough. */
    @Override
    public void stop() {}
}
