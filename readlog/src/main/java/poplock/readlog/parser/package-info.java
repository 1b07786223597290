/**
 * Which parser claims a log line, and the login in it. {@code LoginParsers} holds the parsers of the configuration;
 * {@code LoginFinder} finds the logins in the lines of one source, with what must be known of the lines before: open
 * connections, and messages that the server's logger cut in two.
 */
package poplock.readlog.parser;
