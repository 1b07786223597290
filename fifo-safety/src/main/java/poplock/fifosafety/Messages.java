package poplock.fifosafety;

/** fifo-safety's messages: one line each, whatever the values in it hold. */
final class Messages {
    /** A pipe takes this much whole or not at all. */
    private static final int MAX = 1000;

    private final Posix posix;

    Messages(Posix posix) {
        this.posix = posix;
    }

    void fatal(String message) {
        plain("fatal: " + message);
    }

    void warning(String message) {
        plain("warning: " + message);
    }

    void plain(String message) {
        var line = new StringBuilder("fifo-safety: ");
        for (int i = 0; i < message.length() && i < MAX; i++) {
            char c = message.charAt(i);
            line.append(c < ' ' || c == 0x7f ? '?' : c);
        }
        posix.complain(line.append(message.length() > MAX ? "...\n" : "\n").toString());
    }
}
