package poplock.readlog;

import java.util.Optional;

import poplock.common.Entry;

/**
 * How far a followed log file has been read.
 *
 * @param path the name it is followed by; of a source that is no file, the source
 * @param device of the file
 * @param inode of the file
 * @param offset in bytes, always the start of a line
 * @param head the start of the file, which tells it from another that got its inode
 * @param time when it had been read so far, in seconds since the epoch
 */
record Position(String path, long device, long inode, long offset, Head head, long time) {
    /** Of a source that is no file, that it was read at a time. */
    static Position of(String source, long time) {
        return new Position(source, 0, 0, 0, new Head(0, 0), time);
    }

    /** Seconds: a time is brought up to date that often while there is nothing to read. */
    static final int GRAIN = 60;

    /** A line of the state file: the numbers, then the path, which may hold blanks. */
    @Override
    public String toString() {
        return device + " " + inode + " " + offset + " " + head.length() + " " + head.checksum() + " " + time
                + " " + path;
    }

    /** @return empty if the line is not one of {@link #toString} */
    static Optional<Position> parse(String line) {
        String[] part = line.split(" ", 7);
        if (part.length < 7) {
            return Optional.empty();
        }
        try {
            var head = new Head(Integer.parseInt(part[3]), Long.parseLong(part[4]));
            var position = new Position(part[6], Long.parseLong(part[0]), Long.parseLong(part[1]),
                    Long.parseLong(part[2]), head, Long.parseLong(part[5]));
            return position.isPossible() ? Optional.of(position) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return offset >= 0 && head.length() >= 0 && head.length() <= Head.MAX && time >= 0
                && time <= Entry.MAX_TIME;
    }
}
