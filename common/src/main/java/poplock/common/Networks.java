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

    private final byte[] content;
    private final String key;

    /** @param content a whole configuration, found good */
    Networks(byte[] content, String key) {
        this.content = content;
        this.key = key;
    }

    /** The first one that contains an address. */
    public Optional<Network> covering(Address address) {
        var network = new NetworkReader();
        for (var lines = new ConfigLines("", content); lines.next() && !lines.isHeading();) {
            while (lines.isKey(key) && lines.nextWord()) {
                network.read(content, lines.wordStart(), lines.wordEnd());
                if (network.contains(address)) {
                    return Optional.of(network.network());
                }
            }
        }
        return Optional.empty();
    }

    /** All of them, made anew by each call: for who asks often. */
    public List<Network> list() {
        var list = new ArrayList<Network>();
        var network = new NetworkReader();
        for (var lines = new ConfigLines("", content); lines.next() && !lines.isHeading();) {
            while (lines.isKey(key) && lines.nextWord()) {
                network.read(content, lines.wordStart(), lines.wordEnd());
                list.add(network.network());
            }
        }
        return List.copyOf(list);
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
