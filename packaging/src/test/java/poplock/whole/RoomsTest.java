package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The main sources keep to their rooms: packaging/rooms.txt says which package may know which, and what no code may have. */
class RoomsTest {
    private static final int MOST_CLASSES = 22;
    private static final int MOST_LINES = 250;
    private static final Pattern IMPORT = Pattern
            .compile("^import (?:static )?((?:[a-z]\\w*\\.)+)[A-Z]", Pattern.MULTILINE);
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    /** Comments and texts, which are no code; the first alternative that begins counts. */
    private static final Pattern NO_CODE = Pattern
            .compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);
    private static final Pattern ARRAY_OF_ARRAYS = Pattern.compile("new \\w+\\[[^\\]]+\\]\\[[^\\]]");

    /** One class, or more if they stand in one file. */
    private record Source(String room, String name, String code, int lines) {
        static Source of(File file) throws IOException {
            String text = FileUtils.readFileToString(file, StandardCharsets.UTF_8);
            var room = PACKAGE.matcher(text);
            assertTrue(room.find(), file::toString);
            return new Source(room.group(1), file.getName().replace(".java", ""),
                    NO_CODE.matcher(text).replaceAll("\"\""), (int) text.lines().count());
        }

        boolean isIn(Set<String> places) {
            return places.contains(room) || places.contains(room + "." + name);
        }

        @Override
        public String toString() {
            return room + "." + name;
        }
    }

    private final Map<String, Set<String>> known = new HashMap<>();
    /** What is larger than it may be, and how large: it may become no larger still. */
    private final Map<String, Integer> large = new HashMap<>();
    private final Map<String, Set<String>> forbidden = new TreeMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    RoomsTest() throws IOException {
        for (String line : Files.readAllLines(Path.of("rooms.txt"))) {
            String[] word = line.split("\\s{2,}|(?<=:)\\s*|\\s+(?=poplock|org\\.|picocli)");
            if (line.startsWith("!")) {
                forbidden.put(word[0].substring(1), rest(word));
            } else if (line.startsWith("~")) {
                String[] size = line.substring(1).split("\\s+");
                large.put(size[0], Integer.parseInt(size[1]));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                known.put(word[0].substring(0, word[0].length() - 1), rest(word));
            }
        }
        for (String module : List.of("common", "readlog", "relaylock", "showallowed", "fifo-safety")) {
            for (String place : List.of("src/main/java", "src/main/java-templates")) {
                File folder = Path.of("..", module, place).toFile();
                for (File file : folder.isDirectory()
                        ? FileUtils.listFiles(folder, new String[] {"java"}, true)
                        : List.<File>of()) {
                    sources.add(Source.of(file));
                }
            }
        }
        assertTrue(sources.size() > 150, sources::toString);
    }

    private static Set<String> rest(String... words) {
        return new HashSet<>(Arrays.asList(words).subList(1, words.length));
    }

    @Test
    void aPackageKnowsNoMoreThanItsRoomLets() {
        for (Source source : sources) {
            Set<String> its = known.getOrDefault(source.room(), Set.of("nothing: it is not in the table"));
            Set<String> itsOwn = known.getOrDefault(source.toString(), Set.of());
            var imports = IMPORT.matcher(source.code());
            while (imports.find()) {
                String other = imports.group(1).substring(0, imports.group(1).length() - 1);
                boolean isKnown = other.startsWith("java.") || its.contains(other) || itsOwn.contains(other);
                if (!isKnown) {
                    findings.add(source + " knows " + other);
                }
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void theTableNamesNoPackageThatIsNotThere() {
        for (String room : known.keySet()) {
            boolean isThere = sources.stream().anyMatch(source -> source.isIn(Set.of(room)));
            if (!isThere) {
                findings.add(room);
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void noCodeHasWhatIsForbidden() {
        for (Source source : sources) {
            forbidden.forEach((text, allowed) -> {
                if (!source.isIn(allowed) && source.code().contains(text)) {
                    findings.add(source + " has " + text);
                }
            });
            // While TeaVM makes the inner arrays, a collection may take the outer one.
            if (ARRAY_OF_ARRAYS.matcher(source.code()).find()) {
                findings.add(source + " makes an array of arrays in one go");
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void noNameStandsForTwoClasses() {
        var names = new HashMap<String, Source>();
        for (Source source : sources) {
            Source other = source.name().equals("package-info") ? null : names.put(source.name(), source);
            if (other != null) {
                findings.add(source + " and " + other);
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void noPackageAndNoClassIsTooLarge() {
        var sizes = new TreeMap<String, Integer>();
        for (Source source : sources) {
            sizes.merge(source.room(), source.name().equals("package-info") ? 0 : 1, Integer::sum);
            if (source.lines() > large.getOrDefault(source.toString(), MOST_LINES)) {
                findings.add(source + " has " + source.lines() + " lines");
            }
        }
        sizes.forEach((room, size) -> {
            if (size > large.getOrDefault(room, MOST_CLASSES)) {
                findings.add(room + " has " + size + " classes");
            }
        });
        assertEquals(List.of(), findings);
    }

    /** A package without one keeps its doors to itself. */
    @Test
    void everyPackageSaysWhatItIs() {
        for (Source source : sources) {
            boolean says = sources.stream().anyMatch(
                    other -> other.name().equals("package-info") && other.room().equals(source.room()));
            if (!says) {
                findings.add(source.room());
            }
        }
        assertEquals(List.of(), findings);
    }
}
