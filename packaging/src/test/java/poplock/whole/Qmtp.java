package poplock.whole;

import java.io.IOException;

/** A client of QMTP, which sends a message in netstrings. */
final class Qmtp {
    private Qmtp() {}

    /** What the server answers to a message for one recipient: a letter (K, Z or D), and why. */
    static String answer(String from, int port, String recipient) throws IOException {
        String message = netstring("\nSubject: test\n\nhello\n") + netstring("sender@client.example")
                + netstring(netstring(recipient));
        try (Wire wire = new Wire(from, "127.0.0.1", port)) {
            wire.write(message);
            return wire.netstring();
        }
    }

    private static String netstring(String text) {
        return text.length() + ":" + text + ",";
    }
}
