package poplock.readlog.parser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Log lines and what must be found in them, from logins/PARSER.txt. A log line is followed by {@code = ADDRESS USER} or
 * {@code = -}; lines without an empty line between them are read in their order, one after the other. {@code [logins]},
 * {@code [near misses]} or {@code [forgeries]} says what follows; {@code tag=TAG} in it, that the lines have no header.
 * {@code \xNN} is a byte, {@code #} starts a comment.
 *
 * @param name without .txt: the parser that is on besides the default ones
 */
public record LoginsFile(String name, List<Block> blocks) {
    static final Path FOLDER = Path.of("src/test/resources/logins");

    private static final Set<String> KINDS = Set.of("logins", "near misses", "forgeries");

    /** Lines of one source, in their order. */
    public record Block(String kind, String tag, List<Case> cases) {}

    /** @param expected {@code ADDRESS USER}, or {@code -} */
    public record Case(String place, byte[] line, String expected) {
        boolean isLogin() {
            return !expected.equals("-");
        }

        String address() {
            return expected.split(" ", 2)[0];
        }
    }

    public static List<LoginsFile> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var all = new ArrayList<LoginsFile>();
            for (Path file : files.sorted().toList()) {
                all.add(read(file));
            }
            return all;
        }
    }

    List<Block> blocks(String kind) {
        return blocks.stream().filter(block -> block.kind.equals(kind)).toList();
    }

    private static LoginsFile read(Path file) throws IOException {
        var blocks = new ArrayList<Block>();
        String kind = null;
        String tag = null;
        List<Case> cases = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty()) {
                cases = new ArrayList<>();
            } else if (line.startsWith("[") && line.endsWith("]") && line.indexOf(']') == line.length() - 1) {
                String[] parts = line.substring(1, line.length() - 1).split(" tag=");
                kind = parts[0];
                tag = parts.length > 1 ? parts[1] : null;
                if (!KINDS.contains(kind)) {
                    throw new IOException(file + ":" + (i + 1) + ": " + line);
                }
                cases = new ArrayList<>();
            } else if (!line.startsWith("#")) {
                String expected = lines.get(++i);
                if (!expected.startsWith("= ")) {
                    throw new IOException(file + ":" + (i + 1) + ": no verdict");
                }
                if (cases.isEmpty()) {
                    blocks.add(new Block(kind, tag, cases));
                }
                cases.add(new Case(file.getFileName() + ":" + i, bytes(line), expected.substring(2)));
            }
        }
        String name = file.getFileName().toString();
        return new LoginsFile(name.substring(0, name.length() - ".txt".length()), blocks);
    }

    private static byte[] bytes(String line) {
        return Pattern.compile("\\\\x([0-9a-f]{2})").matcher(line)
                .replaceAll(found -> java.util.regex.Matcher
                        .quoteReplacement("" + (char) Integer.parseInt(found.group(1), 16)))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
