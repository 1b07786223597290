package poplock.readlog.parser;

import java.util.LinkedHashMap;

import poplock.common.Address;
import poplock.readlog.line.LogLine;

/**
 * Addresses of open connections, for servers that log the address and the success in two lines of one process. They are
 * joined by machine, tag and pid, and pids are used again: a connection is forgotten with its login, its end, a new one of
 * the same pid, and its age.
 */
final class Connections {
    /** Seconds from the connection to the login; servers wait about a minute for the password. */
    static final int MAX_AGE = 90;
    /** Open connections kept; beyond, the oldest is forgotten. */
    static final int MAX = 10_000;

    private record Open(Address address, long since) {}

    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>();

    /** @param time of the line, in seconds since the epoch */
    void connect(LogLine line, String parser, Address address, long time) {
        String key = key(line, parser);
        open.remove(key);
        if (line.pid() >= 0) {
            open.put(key, new Open(address, time));
        }
        if (open.size() > MAX) {
            open.pollFirstEntry();
        }
    }

    /** The address of the line's connection, which is forgotten now; null if it is not known, or of too long ago. */
    Address end(LogLine line, String parser, long time) {
        Open ended = open.remove(key(line, parser));
        return ended == null || Math.abs(time - ended.since) > MAX_AGE ? null : ended.address;
    }

    private static String key(LogLine line, String parser) {
        return parser + ' ' + line.machine() + ' ' + line.tag() + ' ' + line.pid();
    }
}
