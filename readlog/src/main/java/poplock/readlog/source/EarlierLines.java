package poplock.readlog.source;

import poplock.posix.Failure;
import poplock.posix.OpenFile;
import poplock.readlog.line.LineReader;

/** What stands in a log file before the place where reading begins. */
final class EarlierLines {
    /** Bytes before the first new line that are looked at: more than a cut message and its rest are apart. */
    private static final int RECALLED = 1 << 16;
    /** Bytes at the start of a file that tell whether it starts with NULs. */
    private static final int START = 256;

    private EarlierLines() {}

    /**
     * Where the line starts that begins at a place or stands across it. A line that is longer than any that is read, and
     * dropped whole wherever its reading starts, is not searched for its start.
     */
    static long lineStart(OpenFile file, long place) throws Failure {
        byte[] tail = new byte[(int) Math.min(place, 2 * LineReader.MAX_LINE)];
        long from = place - tail.length;
        int start = file.read(from, tail, 0, tail.length);
        while (start > 0 && tail[start - 1] != '\n') {
            start--;
        }
        return from + start;
    }

    /** Has the intake remember what it must of the lines before a place. */
    static void recall(OpenFile file, long place, Intake intake) throws Failure {
        byte[] before = new byte[(int) Math.min(place, RECALLED)];
        long from = place - before.length;
        int count = file.read(from, before, 0, before.length);
        int start = 0;
        while (from > 0 && start < count && before[start++] != '\n') {
            continue;
        }
        intake.recall(before, start, count - start);
    }

    /**
     * Whether a file starts with NULs, as one does whose writer goes on where it was after the file was truncated, for want of
     * O_APPEND. They would spoil its first line, and nobody but the system can have put them there.
     */
    static boolean areNuls(OpenFile file, long place) throws Failure {
        byte[] start = new byte[(int) Math.min(place, START)];
        int count = file.read(0, start, 0, start.length);
        return nuls(start, 0, count) == count;
    }

    /** How many NULs there are from one index on, and before another. */
    static int nuls(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] == 0) {
            at++;
        }
        return at - start;
    }
}
