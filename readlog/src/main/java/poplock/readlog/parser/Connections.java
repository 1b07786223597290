package poplock.readlog.parser;

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

    private final LineKey key = new LineKey();
    /** Made when there is one, for most sites have no such server. */
    private KeyTable open;
    private long[] highs;
    private long[] lows;
    private long[] since;

    private void make() {
        open = new KeyTable(MAX, LineKey.MAX);
        highs = new long[MAX];
        lows = new long[MAX];
        since = new long[MAX];
    }

    /** @param time of the line, in seconds since the epoch */
    void connect(LogLine line, String parser, long[] address, long time) {
        if (open == null) {
            make();
        }
        int before = find(line, parser);
        if (before >= 0) {
            open.remove(before);
        }
        if (line.pid() < 0) {
            return;
        }
        if (open.isFull()) {
            open.removeOldest();
        }
        int index = open.add(key.text(), key.length());
        highs[index] = address[0];
        lows[index] = address[1];
        since[index] = time;
    }

    /**
     * Forgets the line's connection.
     *
     * @param address where its address goes
     * @return whether it is known, and not of too long ago
     */
    boolean end(LogLine line, String parser, long time, long[] address) {
        int ended = open == null ? -1 : find(line, parser);
        if (ended < 0) {
            return false;
        }
        address[0] = highs[ended];
        address[1] = lows[ended];
        open.remove(ended);
        return Math.abs(time - since[ended]) <= MAX_AGE;
    }

    private int find(LogLine line, String parser) {
        key.setProcess(line, parser);
        return open.find(key.text(), key.length());
    }
}
