package poplock.fifosafety;

import java.util.Arrays;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.common.Exit;
import poplock.common.Source;

/**
 * What holds for a run: the configuration, and the options over it.
 *
 * @param fifo the FIFO to guard
 * @param spool the file that takes what is drained, or null
 * @param spoolMax its greatest size in bytes
 * @param counter the file that counts what was drained
 */
record Settings(String fifo, String spool, long spoolMax, String counter) {
    /** @throws Complaint if the configuration cannot be read, is wrong, or names no FIFO and no option does */
    static Settings read(Posix posix, Options options) {
        Config config = config(posix, Config.choose(options.config(), posix.variable(Config.VARIABLE)));
        String spool = options.spool() != null ? options.spool() : config.spool();
        return new Settings(options.fifo() != null ? options.fifo() : firstFifo(config),
                spool.isEmpty() ? null : spool, config.spoolMax(), config.dbfile() + ".drained");
    }

    private static String firstFifo(Config config) {
        for (Source source : config.sources()) {
            if (source.kind() == Source.Kind.FIFO) {
                return source.place();
            }
        }
        throw Complaint.usage("no 'source = fifo:PATH' in " + config.file() + ", and no --fifo");
    }

    private static Config config(Posix posix, String path) {
        int file = posix.open(path, Posix.READ, 0);
        if (file < 0) {
            throw unreadable(path, file);
        }
        long size = posix.status(file).size();
        byte[] content = new byte[(int) Math.min(size, Config.MAX_BYTES + 1)];
        int length = posix.readAt(file, 0, content);
        posix.close(file);
        if (length < 0) {
            throw unreadable(path, length);
        }
        if (length > Config.MAX_BYTES) {
            throw Complaint.usage("unable to read " + path + ": longer than " + Config.MAX_BYTES + " bytes");
        }
        return Config.parse(path, Arrays.copyOf(content, length));
    }

    private static Complaint unreadable(String path, int error) {
        String message = "unable to read " + path + ": " + Errno.words(error);
        return error == -Errno.EIO ? Complaint.temporary(message) : Complaint.usage(message);
    }
}
