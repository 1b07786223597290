package poplock.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What checkers say to the package and to the files in it. */
class PackageIT {
    private static final Path TREE = Component.PACKAGING.resolve("target/tree");
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void lintianFindsNothingButWhatIsOverridden() throws Exception {
        Box.run(Component.installed("/usr/bin/lintian", "lintian"), "--allow-root", "--fail-on",
                "error,warning",
                deb().toString());
    }

    @Test
    void unitsAreRightAndHardened() throws Exception {
        List<String> units = new ArrayList<>();
        for (Path unit : in("systemd", "*.service")) {
            // The programs are not installed here.
            Path copy = folder.resolve(unit.getFileName());
            Files.writeString(copy, Files.readString(unit).replace("=/usr/sbin/", "=" + TREE + "/usr/sbin/"));
            units.add(copy.toString());
            Box.run("systemd-analyze", "security", "--offline=true", "--threshold=19", "--no-pager",
                    copy.toString());
        }
        assertEquals(2, units.size());
        List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        verify.addAll(units);
        assertEquals("", Box.run(verify.toArray(String[]::new)));
    }

    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.walk(TREE)) {
            long bytes = files.filter(file -> Files.isRegularFile(file) && !Files.isSymbolicLink(file))
                    .mapToLong(file -> file.toFile().length()).sum();
            assertTrue(bytes < 70 * MEGABYTE, bytes + " bytes installed");
        }
    }

    @Test
    void manualPagesFitATerminal() throws Exception {
        List<Path> pages = in("target/man", "*.[1-8]");
        assertEquals(7, pages.size());
        for (Path page : pages) {
            String text = Box.run("sh", "-c",
                    "LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l \"$0\" | col -bx", page.toString());
            assertFalse(text.contains("warning:"), text);
            assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
            assertFalse(text.contains("*") || text.contains("__"), "markup left over in\n" + text);
        }
    }

    @ParameterizedTest
    @MethodSource
    void shellcheckFindsNothing(Path script) throws Exception {
        Box.run(Component.installed("/usr/bin/shellcheck", "shellcheck"), script.toString());
    }

    static List<Path> shellcheckFindsNothing() throws IOException {
        List<Path> scripts = new ArrayList<>();
        for (String place : List.of(".ci", "packaging", "relaylock/src", "readlog/src", "showallowed/src",
                "fifo-safety/src", "common/src")) {
            try (Stream<Path> files = Files.walk(Component.PROJECT.resolve(place))) {
                files.filter(file -> Files.isRegularFile(file)
                        && !file.startsWith(Component.PACKAGING.resolve("target"))
                        && isScript(file)).forEach(scripts::add);
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) {
        try (var in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(400), java.nio.charset.StandardCharsets.ISO_8859_1);
            return start.startsWith("#!")
                    && start.lines().findFirst().orElse("").matches(".*[/ ](ba)?sh( .*)?")
                    || start.lines().anyMatch(line -> line.startsWith("# shellcheck shell="));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path deb() throws IOException {
        List<Path> debs = in("target", "smtp-poplock_*.deb");
        assertEquals(1, debs.size(), "packages in packaging/target; run mvn package");
        return debs.getFirst();
    }

    private static List<Path> in(String place, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(Component.PACKAGING.resolve(place), glob)) {
            files.forEach(found::add);
        }
        return found;
    }
}
