package poplock.readlog.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import poplock.readlog.line.LineReader;

/** What stands in a log file before the place where reading begins. */
final class EarlierLines {
    /** Bytes before the first new line that are looked at: more than a cut message and its rest are apart. */
    private static final int RECALLED = 1 << 16;

    private EarlierLines() {}

    /**
     * Where the line starts that begins at a place or stands across it. A line that is longer than any that is read, and
     * dropped whole wherever its reading starts, is not searched for its start.
     */
    static long lineStart(FileChannel file, long place) throws IOException {
        var tail = ByteBuffer.allocate((int) Math.min(place, 2 * LineReader.MAX_LINE));
        long from = place - tail.capacity();
        int start = Math.max(file.read(tail, from), 0);
        while (start > 0 && tail.get(start - 1) != '\n') {
            start--;
        }
        return from + start;
    }

    /** Has the intake remember what it must of the lines before a place. */
    static void recall(FileChannel file, long place, Intake intake) throws IOException {
        var before = ByteBuffer.allocate((int) Math.min(place, RECALLED));
        long from = place - before.capacity();
        int count = Math.max(file.read(before, from), 0);
        int start = 0;
        while (from > 0 && start < count && before.get(start++) != '\n') {
            continue;
        }
        intake.recall(before.array(), start, count - start);
    }
}
