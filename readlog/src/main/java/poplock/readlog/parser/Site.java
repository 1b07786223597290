package poplock.readlog.parser;

import poplock.posix.Words;
import poplock.program.Warnings;
import poplock.readlog.line.Drops;
import poplock.readlog.line.Zone;

/**
 * What all sources of this host have in common.
 *
 * @param zone of stamps that name none, unless the source has one of its own
 * @param warnings are told once of each pattern that runs away, and of what could not be judged
 * @param drops counts the lines that are not believed
 * @param words how to read eight bytes at once; null to take each line apart with care, byte by byte: what is found is the same
 */
public record Site(Zone zone, Warnings warnings, Drops drops, Words words) {}
