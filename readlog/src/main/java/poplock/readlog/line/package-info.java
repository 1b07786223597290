/**
 * From bytes to log lines, and from a line to its parts. {@code LineReader} cuts what was read into lines,
 * {@code HeaderReader} finds a line's header (stamp, machine, tag, pid) and where the message begins, and {@code Dating}
 * tells when the line was written.
 */
package poplock.readlog.line;
