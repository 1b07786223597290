package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What people read first: it fits their screen, and its links lead somewhere. */
class DocumentsTest {
    private static final int WIDTH = 120;
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*)(\\.([a-zA-Z0-9]+))?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "INSTALL.md", "packaging/bench/FIGURES.md", "packaging/PROMISES.md"})
    void linesFit(String name) throws IOException {
        assertEquals(List.of(), lines(name).stream().filter(line -> line.length() > WIDTH).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "INSTALL.md"})
    void linksLeadSomewhere(String name) throws IOException {
        // A link may go on in the next line.
        String text = String.join(" ", lines(name));
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            Path to = link.group(1).isEmpty()
                    ? Component.PROJECT.resolve(name)
                    : Component.PROJECT.resolve(name).resolveSibling(link.group(1));
            assertTrue(Files.exists(to), link.group());
            if (link.group(2) != null) {
                assertTrue(anchors(to).contains(link.group(2)), link.group());
            }
        }
    }

    /** By the tests' sources: class files of other modules are not on this one's class path. */
    @Test
    void testsThatHoldThePromisesExist() throws IOException {
        Map<String, String> sources = sources();
        for (MatchResult test : TEST.matcher(String.join("\n", lines("packaging/PROMISES.md"))).results()
                .toList()) {
            String source = sources.get(test.group(1) + ".java");
            assertTrue(source != null, test.group());
            assertTrue(test.group(3) == null || source.contains(" " + test.group(3) + "("), test.group());
        }
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("common", "readlog", "relaylock", "showallowed", "fifo-safety",
                "packaging")) {
            File tests = Component.PROJECT.resolve(module).resolve("src/test/java").toFile();
            for (File each : FileUtils.listFiles(tests, new String[] {"java"}, true)) {
                sources.put(each.getName(), FileUtils.readFileToString(each, StandardCharsets.UTF_8));
            }
        }
        return sources;
    }

    /** As they are made of headings: small letters, without punctuation, a hyphen for a blank. */
    private static Set<String> anchors(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> line.startsWith("#"))
                .map(line -> "#" + line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(Component.PROJECT.resolve(name));
    }
}
