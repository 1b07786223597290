/**
 * Values and rules that two programs must agree on: addresses, networks, entries, the database's format, the verdict, the
 * configuration. Nothing here reads or writes a file, and nothing here knows another package of ours.
 */
package poplock.common;
