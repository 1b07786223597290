/** What readlog has done since it started: {@code Counters} counts it, {@code StatusFile} writes it down. */
package poplock.readlog.metrics;
