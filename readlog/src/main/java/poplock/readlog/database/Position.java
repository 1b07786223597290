package poplock.readlog.database;

import java.util.Optional;

import poplock.common.Entry;

/**
 * How far a followed log file has been read.
 *
 * @param path the name it is followed by; of a source that is no file, the source
 * @param device of the file
 * @param inode of the file
 * @param offset in bytes, always the start of a line
 * @param fingerprint the start of the file, which tells it from another that got its inode
 * @param time when it had been read so far, in seconds since the epoch
 * @param real where the name led when the file was opened: a link may lead elsewhere by now
 */
public record Position(String path, long device, long inode, long offset, Fingerprint fingerprint, long time,
        String real) {
    /** Seconds: a time is brought up to date that often while there is nothing to read. */
    public static final int GRAIN = 60;

    /** In front of the real path; no path holds it. */
    private static final char LINK = '\0';

    /** The position of something that is no link. */
    public Position(String path, long device, long inode, long offset, Fingerprint fingerprint, long time) {
        this(path, device, inode, offset, fingerprint, time, path);
    }

    /** Of a source that is no file, that it was read at a time. */
    public static Position of(String source, long time) {
        return new Position(source, 0, 0, 0, new Fingerprint(0, 0), time);
    }

    /** A line of the state file: the numbers, then the path, which may hold blanks, then NUL and the real path if it is another. */
    @Override
    public String toString() {
        return device + " " + inode + " " + offset + " " + fingerprint.length() + " " + fingerprint.checksum()
                + " " + time
                + " " + path + (real.equals(path) ? "" : LINK + real);
    }

    /** @return empty if the line is not one of {@link #toString} */
    public static Optional<Position> parse(String line) {
        String[] part = line.split(" ", 7);
        if (part.length < 7) {
            return Optional.empty();
        }
        try {
            var fingerprint = new Fingerprint(Integer.parseInt(part[3]), Long.parseLong(part[4]));
            int link = part[6].indexOf(LINK);
            String path = link < 0 ? part[6] : part[6].substring(0, link);
            var position = new Position(path, Long.parseLong(part[0]), Long.parseLong(part[1]),
                    Long.parseLong(part[2]), fingerprint, Long.parseLong(part[5]),
                    part[6].substring(link + 1));
            return position.isPossible() ? Optional.of(position) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return !path.isEmpty() && !real.isEmpty() && real.indexOf(LINK) < 0 && offset >= 0
                && fingerprint.length() >= 0 && fingerprint.length() <= Fingerprint.MAX && time >= 0
                && time <= Entry.MAX_TIME;
    }
}
