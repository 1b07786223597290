package poplock.common;

import java.util.Optional;

/**
 * One line of dbfile.users: the last login of a user from an address. For people and for {@code deny_user}; whether an
 * address may relay is in the database alone.
 *
 * @param entry the address, and the time of that login
 * @param parser the parser that found it
 * @param user as the line writes it, see {@link #show}; {@link #NONE} if the parser does not tell users
 */
public record UserLogin(Entry entry, String parser, String user) {
    /** Stands for a user who is not known. */
    public static final String NONE = "-";
    private static final String HEX = "0123456789ABCDEF";

    /**
     * Reads a line as {@link #toString} writes it, without its LF.
     *
     * @return empty if the line is anything else
     */
    public static Optional<UserLogin> parse(String line) {
        int last = line.lastIndexOf(' ');
        int middle = last < 0 ? -1 : line.lastIndexOf(' ', last - 1);
        if (middle < 0 || middle + 1 == last || !isShown(line, middle + 1, last)
                || !isShown(line, last + 1, line.length())) {
            return Optional.empty();
        }
        return Entry.parse(line.substring(0, middle))
                .map(entry -> new UserLogin(entry, line.substring(middle + 1, last),
                        line.substring(last + 1)));
    }

    /**
     * A user as the line writes it: visible ASCII, with %XX for any other byte and for %, {@code -} for none.
     *
     * @param user bytes as ISO-8859-1; empty for none
     */
    public static String shown(String user) {
        byte[] bytes = new byte[user.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) user.charAt(i);
        }
        byte[] shown = new byte[3 * bytes.length + 1];
        int end = show(bytes, 0, bytes.length, shown, 0);
        var text = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            text.append((char) shown[i]);
        }
        return text.toString();
    }

    /**
     * As {@link #shown}, of bytes into bytes.
     *
     * @param to has room for three times the bytes, and one more
     * @return index after what was written from {@code at} on
     */
    public static int show(byte[] user, int start, int end, byte[] to, int at) {
        int next = at;
        if (start == end) {
            to[next++] = '-';
        }
        // A user who is really called - must not look like none.
        boolean isDash = end - start == 1 && user[start] == '-';
        for (int i = start; i < end; i++) {
            byte b = user[i];
            if (b > ' ' && b < 0x7f && b != '%' && !isDash) {
                to[next++] = b;
            } else {
                to[next++] = '%';
                to[next++] = (byte) HEX.charAt(b >> 4 & 15);
                to[next++] = (byte) HEX.charAt(b & 15);
            }
        }
        return next;
    }

    /** The user's name itself, bytes as ISO-8859-1; empty if it is not known. */
    public String name() {
        return name(user);
    }

    /** The name that {@link #shown} makes this of. */
    public static String name(String shown) {
        if (shown.equals(NONE)) {
            return "";
        }
        var name = new StringBuilder(shown.length());
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c == '%') {
                c = (char) (HEX.indexOf(shown.charAt(i + 1)) << 4 | HEX.indexOf(shown.charAt(i + 2)));
                i += 2;
            }
            name.append(c);
        }
        return name.toString();
    }

    /** The file's line, without its LF. */
    @Override
    public String toString() {
        return entry + " " + parser + " " + user;
    }

    /** Whether it is written as {@link #show} writes. */
    private static boolean isShown(String text, int start, int end) {
        boolean good = start < end;
        for (int i = start; good && i < end; i++) {
            char c = text.charAt(i);
            good = c > ' ' && c < 0x7f;
            if (c == '%') {
                good = i + 2 < end && HEX.indexOf(text.charAt(i + 1)) >= 0
                        && HEX.indexOf(text.charAt(i + 2)) >= 0;
                i += 2;
            }
        }
        return good;
    }
}
