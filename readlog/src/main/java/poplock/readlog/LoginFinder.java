package poplock.readlog;

/**
 * The parsers as one source uses them: what they remember of earlier lines (connections, cut lines) belongs to the
 * source, whichever of its files or streams the next line comes from.
 */
final class LoginFinder {
    private final String tag;
    private volatile LoginParsers parsers;
    private LoginParsers used;
    private Following following;

    /** @param tag whose messages all lines are, without header; empty if each line has its header */
    LoginFinder(String tag, LoginParsers parsers) {
        this.tag = tag.isEmpty() ? null : tag;
        this.parsers = parsers;
    }

    /** Goes on with other parsers, from the next line on. May be called by any thread. */
    void use(LoginParsers parsers) {
        this.parsers = parsers;
    }

    /** @return null if the line is no login */
    Login find(byte[] buffer, int start, int end, long now) {
        if (used != parsers) {
            used = parsers;
            following = used.follow();
        }
        return following.find(buffer, start, end, tag, now);
    }
}
