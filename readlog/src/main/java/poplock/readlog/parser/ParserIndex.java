package poplock.readlog.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

import poplock.posix.CString;
import poplock.posix.Words;
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
    private final Words words;
    /** The first and the second eight bytes of tags, which have no NUL; what a shorter one lacks is 0. */
    private final long[] firsts = new long[SLOTS];
    private final long[] seconds = new long[SLOTS];
    private final byte[][] tags = new byte[SLOTS][];
    private final Claim[] claims = new Claim[SLOTS];
    private int used;

    /**
     * @param ranAway is told of a program's pattern that ran away, which claims nothing then
     * @param words how to read eight bytes at once; null to read each byte
     */
    ParserIndex(List<Parser> parsers, Matcher matcher, BiConsumer<Parser, Parser.Rule> ranAway, Words words) {
        this.parsers = parsers;
        this.matcher = matcher;
        this.ranAway = ranAway;
        this.words = words;
    }

    /** The parsers that claim the tag from {@code start} to before {@code end}. */
    Claim of(byte[] buffer, int start, int end) {
        long first = word(buffer, start, end);
        long second = word(buffer, start + Long.BYTES, end);
        int slot = hash(first, second);
        while (claims[slot] != null) {
            if (firsts[slot] == first && seconds[slot] == second && isRest(tags[slot], buffer, start, end)) {
                return claims[slot];
            }
            slot = slot + 1 & SLOTS - 1;
        }
        if (++used > SLOTS / 2) {
            Arrays.fill(claims, null);
            used = 1;
            slot = hash(first, second);
        }
        firsts[slot] = first;
        seconds[slot] = second;
        tags[slot] = Arrays.copyOfRange(buffer, start, end);
        claims[slot] = ask(tags[slot]);
        return claims[slot];
    }

    /** The next eight bytes of a tag, those from {@code end} on as 0. */
    private long word(byte[] buffer, int at, int end) {
        int count = Math.min(end - at, Long.BYTES);
        if (count > 0 && words != null && at + Long.BYTES <= buffer.length) {
            return words.at(buffer, at) & -1L >>> Long.SIZE - Byte.SIZE * count;
        }
        long word = 0;
        for (int i = count - 1; i >= 0; i--) {
            word = word << Byte.SIZE | buffer[at + i] & 0xff;
        }
        return word;
    }

    /** Whether a tag of which the first sixteen bytes are right is right to its end. */
    private static boolean isRest(byte[] tag, byte[] buffer, int start, int end) {
        int length = end - start;
        return length <= 2 * Long.BYTES
                ? tag.length <= 2 * Long.BYTES
                : Arrays.equals(tag, 0, tag.length, buffer, start, end);
    }

    /** The parsers that claim a tag that a source gives to all of its lines. */
    Claim of(String tag) {
        byte[] bytes = CString.bytes(tag);
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

    private static int hash(long first, long second) {
        long hash = (first ^ second * 31) * 0x9e3779b97f4a7c15L;
        return (int) (hash >>> Long.SIZE - 10);
    }
}
