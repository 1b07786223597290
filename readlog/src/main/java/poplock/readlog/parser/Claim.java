package poplock.readlog.parser;

/**
 * Which parsers claim a tag.
 *
 * @param cut the shortest message after which its logger may go on in another one; 0 if it never does
 * @param joins whether one of them reads address and success from two lines
 */
record Claim(Parser[] parsers, int cut, boolean joins) {
    /** Nobody claims it. */
    static final Claim NONE = of();

    static Claim of(Parser... parsers) {
        int cut = 0;
        boolean joins = false;
        for (Parser parser : parsers) {
            int its = parser.cut();
            cut = cut == 0 || its > 0 && its < cut ? its : cut;
            joins |= parser.joins();
        }
        return new Claim(parsers, cut, joins);
    }

    boolean isNone() {
        return parsers.length == 0;
    }
}
