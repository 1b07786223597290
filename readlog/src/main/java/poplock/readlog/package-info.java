/**
 * readlog: finds logins in mail logs and keeps the database. {@link poplock.readlog.Readlog} is the program and
 * {@code Daemon} its one loop; a {@code LogSource} reads, {@code Intake} cuts what was read into lines, {@code LoginFinder} finds
 * the logins in them, {@code Dating} tells when they were, and {@code Ledger} keeps them and their sources' positions.
 */
package poplock.readlog;
