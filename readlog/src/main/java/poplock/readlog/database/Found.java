package poplock.readlog.database;

import poplock.common.Entry;

/**
 * A login that was found.
 *
 * @param entry its address and the time it counts from
 * @param parser the name of the one that found it
 */
public record Found(Entry entry, String parser) {}
