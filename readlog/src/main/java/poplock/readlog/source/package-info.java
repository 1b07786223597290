/**
 * Where log lines come from. {@code Sources} makes a {@code LogSource} of each {@code source} of the configuration: a FIFO, a
 * file through its rotations, a command, the standard input, and the spool that fifo-safety keeps. Each hands its
 * bytes to an {@code Intake}, which has lines, logins and times found in them and records those in the database.
 */
package poplock.readlog.source;
