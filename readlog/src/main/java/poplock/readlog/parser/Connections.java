package poplock.readlog.parser;

import java.util.LinkedHashMap;

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

    private record Open(long high, long low, long since) {}

    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>();

    /** @param time of the line, in seconds since the epoch */
    void connect(LogLine line, String parser, long[] address, long time) {
        String key = key(line, parser);
        open.remove(key);
        if (line.pid() >= 0) {
            open.put(key, new Open(address[0], address[1], time));
        }
        if (open.size() > MAX) {
            open.pollFirstEntry();
        }
    }

    /**
     * Forgets the line's connection.
     *
     * @param address where its address goes
     * @return whether it is known, and not of too long ago
     */
    boolean end(LogLine line, String parser, long time, long[] address) {
        Open ended = open.remove(key(line, parser));
        if (ended == null || Math.abs(time - ended.since) > MAX_AGE) {
            return false;
        }
        address[0] = ended.high;
        address[1] = ended.low;
        return true;
    }

    private static String key(LogLine line, String parser) {
        return parser + ' ' + line.machine() + ' ' + line.tag() + ' ' + line.pid();
    }
}
