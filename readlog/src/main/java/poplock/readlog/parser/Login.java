package poplock.readlog.parser;

import poplock.common.Address;

/**
 * A successful login to a POP3 or IMAP server, as a log line tells it.
 *
 * @param user the user's name, bytes as ISO-8859-1; empty if the parser does not take it
 * @param parser the name of the parser that found it
 */
public record Login(Address address, String user, String parser) {}
