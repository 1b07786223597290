package poplock.relaylock;

/** relaylock's messages: one line each, whatever the values in it hold, in one write. */
final class Messages {
    /** A pipe takes this much whole or not at all; names and values may be up to 128 KiB long. */
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
        var line = new StringBuilder("relaylock: ");
        for (int i = 0; i < message.length() && i < MAX; i++) {
            char c = message.charAt(i);
            line.append(c < ' ' || c >= 0x7f && c < 0xa0 ? '?' : c);
        }
        posix.complain(line.append(message.length() > MAX ? "...\n" : "\n").toString());
    }
}
