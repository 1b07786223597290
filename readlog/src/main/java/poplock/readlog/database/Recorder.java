package poplock.readlog.database;

import java.util.List;

/** Where found logins go. */
public interface Recorder {
    /**
     * Records a login. How far its source has been read is recorded after it, so that no position gets ahead of a login.
     *
     * @param now the present, in seconds since the epoch
     */
    void record(Found login, long now);

    /** Records how far a source has been read; the positions are of its files, or none if it has none. */
    void reached(List<Position> positions);
}
