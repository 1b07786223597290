package poplock.readlog.database;

import java.util.List;

/** Where found logins go. */
public interface Recorder {
    /**
     * Records logins together with how far their source has been read, so that the two reach the disk together.
     *
     * @param positions of the source's files; null for a source that has none
     */
    void record(List<Found> logins, List<Position> positions);
}
