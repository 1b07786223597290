package poplock.readlog.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file is, whatever its name: two names with one key lead to one file. */
public record FileKey(long device, long inode, int mode) {
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int REGULAR = 0100000;

    /** The key of the file that a path leads to now, through links. */
    public static FileKey of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, "unix:dev,ino,mode");
        return new FileKey((long) attributes.get("dev"), (long) attributes.get("ino"),
                (int) attributes.get("mode") & TYPE);
    }

    boolean isFifo() {
        return mode == FIFO;
    }

    public boolean isRegular() {
        return mode == REGULAR;
    }
}
