/**
 * readlog: finds logins in mail logs and keeps the database. {@link poplock.readlog.Readlog} is the program;
 * {@code Daemon} is its one loop, {@code Check} and {@code Explain} are what an administrator asks. A log line goes through
 * the rooms in this order: {@code source} reads it, {@code line} takes it apart, {@code parser} asks its {@code pattern}s for
 * the login, {@code database} keeps that; {@code metrics} counts all of it.
 */
package poplock.readlog;
