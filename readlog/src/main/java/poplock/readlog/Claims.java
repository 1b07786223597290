package poplock.readlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which parsers claim a tag. Most lines of a mail host's log are nobody's; what a tag was found to be once is looked up
 * by its bytes from then on. The table is bounded, since local users can log under any tag they like.
 */
final class Claims {
    /** No parser claims the tag. */
    static final Claim[] NONE = {};

    private static final int SLOTS = 1 << 10;

    private final List<Claim> parsers;
    private final Message text = new Message();
    private final byte[][] tags = new byte[SLOTS][];
    private final Claim[][] claims = new Claim[SLOTS][];
    private int used;

    Claims(List<Parser> parsers) {
        this.parsers = parsers.stream().map(Claim::new).toList();
    }

    /** The claims on the tag from {@code start} to before {@code end}. A program that runs away claims nothing. */
    Claim[] of(byte[] buffer, int start, int end) {
        int slot = hash(buffer, start, end);
        while (tags[slot] != null) {
            if (Arrays.equals(tags[slot], 0, tags[slot].length, buffer, start, end)) {
                return claims[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (++used > SLOTS / 2) {
            Arrays.fill(tags, null);
            used = 1;
            slot = hash(buffer, start, end);
        }
        tags[slot] = Arrays.copyOfRange(buffer, start, end);
        claims[slot] = ask(tags[slot]);
        return claims[slot];
    }

    /** The claims on a tag that a source gives to all of its lines. */
    Claim[] of(String tag) {
        byte[] bytes = tag.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    private Claim[] ask(byte[] tag) {
        var found = new ArrayList<Claim>();
        for (Claim claim : parsers) {
            try {
                if (claim.parser().program().pattern().matcher(text.of(tag, 0, tag.length)).matches()) {
                    found.add(claim);
                }
            } catch (Message.RunAway | StackOverflowError e) {
                RanAway.name(claim.parser(), claim.parser().program());
            }
        }
        return found.toArray(NONE);
    }

    private static int hash(byte[] buffer, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + buffer[i];
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
