package poplock.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The networks of one key of a configuration, as the lines before the first section list them. They are kept as that
 * text and read anew by each question: relaylock asks once, and has no room for an object for each of a megabyte's.
 */
public final class Networks {
    /** No network at all. */
    public static final Networks NONE = new Networks(new byte[0], "");

    /** The word between a line's networks and its time. */
    static final String UNTIL = "until";
    private static final String LOOPBACK = "ignore = 127.0.0.0/8 ::1";

    private final byte[] content;
    private final String key;

    /** @param content a whole configuration, found good */
    Networks(byte[] content, String key) {
        this.content = content;
        this.key = key;
    }

    /** This host itself, the default of {@code ignore}: behind a proxy on it every client has such an address. */
    static Networks loopback() {
        byte[] line = new byte[LOOPBACK.length()];
        for (int i = 0; i < line.length; i++) {
            line[i] = (byte) LOOPBACK.charAt(i);
        }
        return new Networks(line, "ignore");
    }

    /**
     * The first one that contains an address, on a line that counts.
     *
     * @param now the present, in seconds since the epoch
     */
    public Optional<Rule> covering(Address address, long now) {
        var network = new NetworkReader();
        for (var lines = new ConfigLines("", content); lines.next() && !lines.isHeading();) {
            while (lines.isKey(key) && lines.nextWord() && !lines.isWord(UNTIL)) {
                network.read(content, lines.wordStart(), lines.wordEnd());
                if (network.contains(address)) {
                    long end = end(lines);
                    if (now < end) {
                        return Optional.of(new Rule(network.network(), until(lines, end), end));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All of them, made anew by each call: for who asks often. Lines that count no more are among them. */
    public List<Rule> list() {
        var list = new ArrayList<Rule>();
        var network = new NetworkReader();
        for (var lines = new ConfigLines("", content); lines.next() && !lines.isHeading();) {
            var ofLine = new ArrayList<Network>();
            while (lines.isKey(key) && lines.nextWord() && !lines.isWord(UNTIL)) {
                network.read(content, lines.wordStart(), lines.wordEnd());
                ofLine.add(network.network());
            }
            long end = ofLine.isEmpty() ? Rule.ALWAYS : end(lines);
            ofLine.forEach(each -> list.add(new Rule(each, until(lines, end), end)));
        }
        return List.copyOf(list);
    }

    /** Goes on to the end of the line, which is its time if there is one. */
    private long end(ConfigLines lines) {
        boolean more = true;
        while (more && !lines.isWord(UNTIL)) {
            more = lines.nextWord();
        }
        if (!more) {
            return Rule.ALWAYS;
        }
        lines.nextWord();
        return CivilTime.parse(content, lines.wordStart(), lines.wordEnd());
    }

    /** The time as the line writes it, once {@link #end} has gone there. */
    private String until(ConfigLines lines, long end) {
        return end == Rule.ALWAYS ? "" : ConfigLines.text(content, lines.wordStart(), lines.wordEnd());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks that && list().equals(that.list());
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }
}
