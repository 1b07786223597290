/**
 * The addresses that have logged in, in memory, as the sorted lines that the database has on the disk: a million of them
 * without an object for each. {@code LoginTable} is the door.
 */
package poplock.readlog.table;
