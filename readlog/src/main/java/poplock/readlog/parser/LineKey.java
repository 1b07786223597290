package poplock.readlog.parser;

import poplock.readlog.line.LogLine;

/** Whose lines belong together, as a text: process, machine, tag and parser, as far as they count, with blanks between. */
final class LineKey {
    /** Room for the longest number, machine and tag, and for any sensible name of a parser. */
    static final int MAX = 400;

    private final byte[] text = new byte[MAX];
    private int length;

    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Who logged a line: its machine and its tag. */
    void setLogger(LogLine line) {
        length = 0;
        addLogger(line);
    }

    /** A connection's process, for a parser. */
    void setProcess(LogLine line, String parser) {
        length = 0;
        addNumber(line.pid());
        addLogger(line);
        add(parser);
    }

    /** Its digits, the last one first. */
    private void addNumber(long pid) {
        if (pid < 0) {
            add((byte) '-');
        }
        long rest = pid;
        do {
            add((byte) ('0' + Math.abs(rest % 10)));
            rest /= 10;
        } while (rest != 0);
        add((byte) ' ');
    }

    private void addLogger(LogLine line) {
        for (int i = line.machineStart(); i < line.machineEnd(); i++) {
            add(line.buffer()[i]);
        }
        add((byte) ' ');
        if (line.sourceTag() != null) {
            add(line.sourceTag());
        } else {
            for (int i = line.tagStart(); i < line.tagEnd(); i++) {
                add(line.buffer()[i]);
            }
            add((byte) ' ');
        }
    }

    private void add(String name) {
        for (int i = 0; i < name.length(); i++) {
            add((byte) name.charAt(i));
        }
        add((byte) ' ');
    }

    private void add(byte b) {
        if (length < MAX) {
            text[length++] = b;
        }
    }
}
