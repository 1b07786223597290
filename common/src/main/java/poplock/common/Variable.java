package poplock.common;

/**
 * A variable of the environment that relaylock gives to its program together with RELAYCLIENT: {@code setenv} of the
 * configuration.
 *
 * @param name letters, digits and underscores
 * @param value bytes as ISO-8859-1; may be empty
 */
public record Variable(String name, String value) {
    /**
     * Parses {@code NAME=VALUE}.
     *
     * @throws IllegalArgumentException with the reason, in words for the administrator
     */
    static Variable parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + text + "' is not NAME=VALUE");
        }
        String name = text.substring(0, equals);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of a variable: letters, digits and _, no digit first");
        }
        refuseReserved(name);
        return new Variable(name, text.substring(equals + 1));
    }

    /** What decides who the client is, or which code is run, is decided before the client is known. */
    private static void refuseReserved(String name) {
        if (name.equals("RELAYCLIENT")) {
            throw new IllegalArgumentException("RELAYCLIENT has a key of its own, relayclient");
        }
        if (name.equals("PROTO") || name.endsWith("REMOTEIP") || name.equals("REMOTE_ADDR")
                || name.equals("REMOTE_HOST")) {
            throw new IllegalArgumentException(name + " says where the client is; it cannot be set");
        }
        if (name.equals("PATH") || name.startsWith("LD_") || name.equals("GLIBC_TUNABLES")) {
            throw new IllegalArgumentException(name + " says which code is run; it cannot be set");
        }
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || digit && i > 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
