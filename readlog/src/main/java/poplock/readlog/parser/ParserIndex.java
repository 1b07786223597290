package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import poplock.readlog.pattern.Matcher;

/**
 * Which parsers claim a tag. Most lines of a mail host's log are nobody's; what a tag was found to be once is looked up
 * by its bytes from then on. The table is bounded, since local users can log under any tag they like.
 */
final class ParserIndex {
    private static final int SLOTS = 1 << 10;

    private final List<Parser> parsers;
    private final Matcher matcher;
    private final BiConsumer<Parser, Parser.Rule> ranAway;
    private final byte[][] tags = new byte[SLOTS][];
    private final Claim[] claims = new Claim[SLOTS];
    private int used;

    /** @param ranAway is told of a program's pattern that ran away, which claims nothing then */
    ParserIndex(List<Parser> parsers, Matcher matcher, BiConsumer<Parser, Parser.Rule> ranAway) {
        this.parsers = parsers;
        this.matcher = matcher;
        this.ranAway = ranAway;
    }

    /** The parsers that claim the tag from {@code start} to before {@code end}. */
    Claim of(byte[] buffer, int start, int end) {
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

    /** The parsers that claim a tag that a source gives to all of its lines. */
    Claim of(String tag) {
        byte[] bytes = tag.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    private Claim ask(byte[] tag) {
        var found = new ArrayList<Parser>();
        for (Parser parser : parsers) {
            switch (matcher.on(tag, 0, tag.length).match(parser.program().pattern())) {
                case YES -> found.add(parser);
                case NO -> {
                }
                case RAN_AWAY -> ranAway.accept(parser, parser.program());
            }
        }
        return found.isEmpty() ? Claim.NONE : Claim.of(found.toArray(new Parser[0]));
    }

    private static int hash(byte[] buffer, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + buffer[i];
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
