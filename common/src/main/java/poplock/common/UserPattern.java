package poplock.common;

/**
 * A user's name, in which {@code *} stands for any text and upper and lower case of ASCII are one: {@code deny_user} and
 * {@code showallowed --user}.
 */
public record UserPattern(String text) {
    /** Whether a user has such a name. One whose name is not known (empty) has none. */
    public boolean matches(String user) {
        return !user.isEmpty() && fits(user);
    }

    /** Goes back to the last * only: its work is at most the product of the two lengths. */
    private boolean fits(String user) {
        int at = 0;
        int star = -1;
        int afterStar = 0;
        int i = 0;
        while (i < user.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                afterStar = i;
            } else if (at < text.length() && lower(text.charAt(at)) == lower(user.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++afterStar;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == '*') {
            at++;
        }
        return at == text.length();
    }

    /** Of ASCII only: what the other bytes mean is not known. */
    public static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    /** A name as it counts where names are compared. */
    public static String folded(String user) {
        var folded = new StringBuilder(user.length());
        for (int i = 0; i < user.length(); i++) {
            folded.append(lower(user.charAt(i)));
        }
        return folded.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
