package poplock.readlog.line;

import java.util.Arrays;

import poplock.posix.CString;

/**
 * A place in a line that is read from left to right. Each method takes one thing and says whether it was there; if it was
 * not, the place stays as it was, but for single numbers.
 */
class Cursor {
    private static final boolean[] IN_WORD = inWord();

    protected byte[] buffer;
    protected int end;
    protected int at;
    private int wordStart;
    private long lastNumber;

    final void place(byte[] bytes, int start, int after) {
        buffer = bytes;
        at = start;
        end = after;
    }

    final boolean skip(char c) {
        if (at < end && (buffer[at] & 0xff) == c) {
            at++;
            return true;
        }
        return false;
    }

    final boolean literal(String text) {
        int start = at;
        for (int i = 0; i < text.length(); i++) {
            if (!skip(text.charAt(i))) {
                return back(start);
            }
        }
        return true;
    }

    /** One to {@code most} visible ASCII characters without colon, brackets, angle brackets, quote and equals sign. */
    final boolean word(int most) {
        wordStart = at;
        while (at < end && buffer[at] >= 0 && IN_WORD[buffer[at]]) {
            at++;
        }
        return at > wordStart && at - wordStart <= most || back(wordStart);
    }

    /** Where the word read last starts. */
    final int wordStart() {
        return wordStart;
    }

    /** One to {@code most} digits. */
    final boolean number(int most) {
        int start = at;
        lastNumber = 0;
        while (at - start < most && isDigit()) {
            lastNumber = lastNumber * 10 + buffer[at++] - '0';
        }
        return at > start;
    }

    /** The number read last. */
    final long lastNumber() {
        return lastNumber;
    }

    final boolean isDigit() {
        return at < end && buffer[at] >= '0' && buffer[at] <= '9';
    }

    /** RFC 5424's: one or more {@code [ID NAME="VALUE" ...]}; a value may hold anything, and a backslash before a quote. */
    final boolean structuredData() {
        do {
            if (!skip('[') || !word(32)) {
                return false;
            }
            while (skip(' ')) {
                if (!word(32) || !literal("=\"") || !quoted()) {
                    return false;
                }
            }
            if (!skip(']')) {
                return false;
            }
        } while (at < end && buffer[at] == '[');
        return true;
    }

    private boolean quoted() {
        while (at < end && buffer[at] != '"') {
            at += buffer[at] == '\\' ? 2 : 1;
        }
        return skip('"');
    }

    final boolean back(int start) {
        at = start;
        return false;
    }

    static byte[][] words(String... texts) {
        byte[][] words = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            words[i] = CString.bytes(texts[i]);
        }
        return words;
    }

    /** Whether what stands there is one of some words. */
    final boolean isOneOf(byte[][] words, int start, int wordEnd) {
        for (byte[] word : words) {
            if (Arrays.equals(word, 0, word.length, buffer, start, wordEnd)) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] inWord() {
        var inWord = new boolean[128];
        for (char c = '!'; c < 0x7f; c++) {
            inWord[c] = ":[]<>\"=".indexOf(c) < 0;
        }
        return inWord;
    }
}
