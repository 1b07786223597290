package poplock.fifosafety;

import poplock.common.Complaint;
import poplock.common.Config;
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
    /** @throws Complaint if the configuration names no FIFO and no option does */
    static Settings of(Config config, Options options) {
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
}
