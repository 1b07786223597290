package poplock.common;

import java.util.Arrays;

/** The names of a file's sections so far, as places in it. */
final class SectionNames {
    private static final int MAX = 1_000;

    private final byte[] content;
    private final int[] starts = new int[MAX];
    private final int[] ends = new int[MAX];
    private final int[] lines = new int[MAX];
    private int count;

    SectionNames(byte[] content) {
        this.content = content;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * Takes a heading in.
     *
     * @throws Complaint if it is none, or one too many, or the second of its name
     */
    void add(ConfigLines heading) {
        heading.findName();
        int start = heading.wordStart();
        int end = heading.wordEnd();
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(content, starts[i], ends[i], content, start, end)) {
                throw heading.complaint("parser '" + ConfigLines.excerpt(content, start, end)
                        + "' stands in line " + lines[i] + " already");
            }
        }
        if (count == MAX) {
            throw heading.complaint("more than " + MAX + " parsers");
        }
        starts[count] = start;
        ends[count] = end;
        lines[count++] = heading.number();
    }
}
