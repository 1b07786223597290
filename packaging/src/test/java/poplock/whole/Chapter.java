package poplock.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What INSTALL.md's "In your chain" tells people to write. */
final class Chapter {
    private Chapter() {}

    /** The one line that holds these words. */
    static String line(String words) throws IOException {
        List<String> found = lines().stream().filter(each -> each.startsWith("    ") && each.contains(words))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one line with '" + words + "': " + found);
        }
        return found.getFirst().strip();
    }

    /** The lines from one that is these words to the end of its block. */
    static String block(String first) throws IOException {
        String text = lines().stream().dropWhile(each -> !each.equals("    " + first))
                .takeWhile(each -> each.startsWith("    ")).map(each -> each.substring(4) + "\n")
                .collect(Collectors.joining());
        if (text.isEmpty()) {
            throw new AssertionError("no block '" + first + "'");
        }
        return text;
    }

    private static List<String> lines() throws IOException {
        return Files.readString(Path.of(Component.ours("INSTALL.md"))).lines()
                .dropWhile(line -> !line.equals("## In your chain")).skip(1)
                .takeWhile(line -> !line.startsWith("## ")).toList();
    }
}
