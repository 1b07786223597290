/**
 * The addresses that have logged in and how far each source was read, in memory and on the disk. {@code Ledger} is the
 * door: sources record in it, the loop has it saved. Nothing else writes the database.
 */
package poplock.readlog.database;
