package poplock.program;

import java.util.ArrayList;
import java.util.List;

/** A program's help text, from its option table. */
final class HelpText {
    private static final int WIDTH = 80;
    /** Descriptions begin in the same column, unless an option's name is longer. */
    private static final int COLUMN = 24;

    private final StringBuilder text = new StringBuilder();

    private HelpText() {}

    static String of(OptionTable table) {
        return new HelpText().write(table);
    }

    private String write(OptionTable table) {
        String usage = "Usage: " + table.program() + " ";
        text.append(usage);
        wrap(table.synopsis(), usage.length(), Math.min(usage.length(), COLUMN));
        for (String line : table.purpose()) {
            wrap(words(line), 0, 0);
        }
        for (Option option : table.options()) {
            String value = option.isFlag() ? "" : "=" + option.parameter();
            String brief = option.brief().isEmpty() ? "    " : option.brief() + ", ";
            entry("  " + brief + option.name() + value, option.description());
        }
        Operand.Kind kind = table.operand().kind();
        if (kind == Operand.Kind.ANY || kind == Operand.Kind.OPTIONAL) {
            entry("      " + table.operand().name(), table.operand().description());
        }
        for (String line : table.notes()) {
            wrap(words(line), 0, 0);
        }
        return text.toString();
    }

    private void entry(String name, String description) {
        text.append(name);
        int at = name.length();
        if (at > COLUMN - 2) {
            text.append('\n');
            at = 0;
        }
        text.append(" ".repeat(COLUMN - at));
        wrap(words(description), COLUMN, COLUMN);
    }

    /** Not by String.split, which brings all of java.util.regex into a native executable that starts for each connection. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int blank; (blank = line.indexOf(' ', start)) >= 0; start = blank + 1) {
            words.add(line.substring(start, blank));
        }
        words.add(line.substring(start));
        return words;
    }

    /** @param at where the line at hand has come to */
    private void wrap(List<String> words, int at, int indent) {
        int column = at;
        boolean first = true;
        for (String word : words) {
            if (!first && column + 1 + word.length() >= WIDTH) {
                text.append('\n').append(" ".repeat(indent));
                column = indent;
                first = true;
            }
            text.append(first ? "" : " ").append(word);
            column += word.length() + (first ? 0 : 1);
            first = false;
        }
        text.append('\n');
    }
}
