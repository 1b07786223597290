package poplock.readlog.pattern;

/** Reads what stands for one byte: a character, an escape, a class. */
class SetSyntax {
    private static final ByteSet DIGITS = ByteSet.range('0', '9');
    private static final ByteSet BLANKS = ByteSet.of(" \t\n\u000b\f\r");
    private static final ByteSet WORD = DIGITS.with(ByteSet.range('a', 'z')).inBothCases()
            .with(ByteSet.of('_'));
    /** With the byte that each stands for after it. */
    private static final String CONTROLS = "t\tn\nr\rf\fe\u001ba\u0007";

    /** How often a part may repeat, where a number says it; no message is longer. */
    private static final int MAX_TIMES = 65_535;

    protected final String text;
    protected int at;

    SetSyntax(String text) {
        this.text = text;
    }

    /** Index, in what the administrator wrote, of an index in this text. */
    protected int place(int index) {
        return index;
    }

    protected final PatternError error(int index, String why) {
        return new PatternError(place(index), why);
    }

    protected final boolean isAt(String what) {
        return text.startsWith(what, at);
    }

    protected final boolean skip(String what) {
        boolean isThere = isAt(what);
        at += isThere ? what.length() : 0;
        return isThere;
    }

    /** The escape at the present place. */
    protected final ByteSet escape() throws PatternError {
        char c = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        ByteSet named = switch (c) {
            case 'd', 'D' -> DIGITS;
            case 's', 'S' -> BLANKS;
            case 'w', 'W' -> WORD;
            default -> null;
        };
        if (named == null) {
            return ByteSet.of(escapedByte());
        }
        at += 2;
        return c < 'a' ? named.others() : named;
    }

    private int escapedByte() throws PatternError {
        int start = at++;
        if (at == text.length()) {
            throw error(start, "a backslash at the end: write \\\\ for a backslash");
        }
        char c = text.charAt(at++);
        if (c == 'x') {
            return hexadecimal(start);
        }
        int control = CONTROLS.indexOf(c);
        if (control >= 0 && control % 2 == 0) {
            return CONTROLS.charAt(control + 1);
        }
        if (isWord(c) || c > 0x7e) {
            throw error(start, "'\\" + c + "' is not taken: " + instead(c));
        }
        return c;
    }

    private static String instead(char c) {
        return switch (c) {
            case 'Q', 'E' -> "write a backslash before each sign";
            case 'b', 'B' -> "say which bytes stand there";
            case 'A', 'z', 'Z', 'G' -> "leave it out, the whole message is matched";
            case 'p', 'P', 'h', 'H', 'R', 'v', 'V', 'X', 'N' -> "write a class of bytes, such as [A-Za-z]";
            case 'k', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "no part can refer to an earlier one";
            case 'u', 'c', '0' -> "write \\xHH for each byte";
            default -> "only signs are written with a backslash";
        };
    }

    private int hexadecimal(int start) throws PatternError {
        int value = 0;
        for (int i = 0; i < 2; i++) {
            int digit = at < text.length() && text.charAt(at) < 0x80
                    ? Character.digit(text.charAt(at), 16)
                    : -1;
            if (digit < 0) {
                throw error(start, "not \\x and two hexadecimal digits: write \\xHH for each byte");
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    /** The class at the present place. */
    protected final ByteSet set() throws PatternError {
        int start = at++;
        boolean isNegated = skip("^");
        int first = at;
        ByteSet set = ByteSet.NONE;
        while (at == first || !isAt("]")) {
            if (at == text.length()) {
                throw error(start, "the class has no end: write \\[ for a bracket that begins none");
            }
            set = set.with(member(first));
        }
        at++;
        set = fold(set);
        return isNegated ? set.others() : set;
    }

    /** One member of a class, or a range. */
    private ByteSet member(int first) throws PatternError {
        int start = at;
        boolean isHyphen = isAt("-");
        if (isAt("[") || isAt("&&")) {
            throw error(at, "'" + text.charAt(at) + "' in a class: write \\" + text.charAt(at));
        }
        boolean isNamed = isAt("\\") && at + 1 < text.length() && "dDsSwW".indexOf(text.charAt(at + 1)) >= 0;
        ByteSet from = isAt("\\") ? escape() : ByteSet.of(literal());
        if (isHyphen && start != first && !isAt("]")) {
            throw error(start, "a hyphen within a class: write \\-");
        }
        if (!isAt("-") || text.startsWith("]", at + 1)) {
            return from;
        }
        if (isNamed) {
            throw error(start, "no range begins so: write \\- for a hyphen");
        }
        at++;
        return range(start, from);
    }

    private ByteSet range(int start, ByteSet from) throws PatternError {
        if (isAt("[") || at == text.length()) {
            throw error(start, "no range ends so: write \\- for a hyphen, \\[ for a bracket");
        }
        ByteSet to = isAt("\\") ? escape() : ByteSet.of(literal());
        int first = from.only();
        int last = to.only();
        if (last < first) {
            throw error(start, "the range ends before it begins, or ends with more than one byte");
        }
        return ByteSet.range(first, last);
    }

    /** The byte that the present character stands for. */
    protected final int literal() throws PatternError {
        char c = text.charAt(at);
        if (c > 0xff) {
            throw error(at, "'" + c + "' is no byte: write \\xHH for each of its bytes");
        }
        at++;
        return c;
    }

    /** The number of a quantifier. */
    protected final int number(int quantifier, int start, int end) throws PatternError {
        int value = end > start ? 0 : -1;
        for (int i = start; i < end && value >= 0; i++) {
            char c = text.charAt(i);
            value = c < '0' || c > '9' || value > MAX_TIMES ? -1 : value * 10 + c - '0';
        }
        if (value < 0 || value > MAX_TIMES) {
            throw error(quantifier, "not {n}, {n,} or {n,m} with numbers up to " + MAX_TIMES
                    + ": write \\{ for a brace");
        }
        return value;
    }

    protected ByteSet fold(ByteSet set) {
        return set;
    }

    protected static boolean isWord(char c) {
        return c < 0x80 && WORD.has(c);
    }
}
