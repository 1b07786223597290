package poplock.whole;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.io.FileUtils;
import org.apache.commons.io.filefilter.NameFileFilter;
import org.apache.commons.io.filefilter.NotFileFilter;
import org.apache.commons.io.filefilter.TrueFileFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What checkers say to the package and to the files in it. */
class PackageIT {
    /** A star by itself is one that users type. */
    private static final Pattern MARKUP = Pattern.compile("\\*\\S[^*\n]*\\*|__");
    private static final Path TREE = Component.PACKAGING.resolve("target/tree");
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    Path folder;

    @Test
    void lintianFindsNothingButWhatIsOverridden() throws Exception {
        Box.run(Component.installed("/usr/bin/lintian", "lintian"), "--allow-root", "--fail-on",
                "error,warning", deb().toString());
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
        long bytes = FileUtils.listFiles(TREE.toFile(), null, true).stream()
                .filter(file -> !FileUtils.isSymlink(file)).mapToLong(File::length).sum();
        assertTrue(bytes < 70 * MEGABYTE, bytes + " bytes installed");
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
            assertFalse(MARKUP.matcher(text).find(), "markup left over in\n" + text);
        }
    }

    @Test
    void aNativeExecutableIsTheSameInEveryBuild() throws Exception {
        Path again = folder.resolve("relaylock");
        Box.run("sh", Component.ours("packaging/native.sh"), Component.ours("relaylock/target/c"),
                again.toString());
        assertEquals(-1, Files.mismatch(Path.of(Component.ours("relaylock/target/relaylock")), again));
    }

    @Test
    void manualPagesNameTheDayOfTheReleaseWheneverTheyAreBuilt() throws IOException {
        String changelog = Files.readString(Component.PROJECT.resolve("packaging/deb/changelog"));
        String release = changelog.substring(changelog.lastIndexOf(">  ") + 3).strip();
        String day = OffsetDateTime.parse(release, DateTimeFormatter.RFC_1123_DATE_TIME).toLocalDate()
                .toString();
        for (Path page : in("target/man", "*.[1-8]")) {
            assertTrue(Files.readString(page).contains("\" \"" + day + "\" \"smtp"),
                    page + " is not of " + day);
        }
    }

    /** The help text, the manual page and the completion in bash of each program. */
    @ParameterizedTest
    @ValueSource(strings = {"readlog", "relaylock", "showallowed", "fifo-safety"})
    void optionsAreToldEverywhere(String program) throws Exception {
        Path installed = Stream.of("usr/sbin", "usr/bin").map(place -> TREE.resolve(place).resolve(program))
                .filter(Files::exists).findFirst().orElseThrow();
        Set<String> help = options(Box.run(installed.toString(), "--help"));
        assertTrue(help.contains("--config"), program + " --help");
        String page = Box.run("sh", "-c", "LC_ALL=C.UTF-8 MANWIDTH=80 man -l \"$0\" | col -bx",
                TREE.resolve("usr/share/man/man8").resolve(program + ".8.gz").toString());
        String section = page.substring(page.indexOf("\nOPTIONS\n") + 1);
        assertEquals(help, options(section.lines().skip(1).takeWhile(line -> !line.matches("[A-Z].*"))
                .filter(line -> line.startsWith("       -")).collect(Collectors.joining("\n"))),
                "the manual page");
        assertEquals(help, options(complete(program, "--")), "the completion");
    }

    @Test
    void completionKnowsValues() throws Exception {
        assertEquals("table plain json csv", complete("showallowed", "--format", ""));
        assertEquals("--stall --spool", complete("fifo-safety", "--s"));
        Files.createFile(folder.resolve("mail.log"));
        assertEquals(folder + "/mail.log", complete("readlog", "--explain", folder + "/ma"));
        assertEquals("/bin/truncate", complete("relaylock", "-c", "/etc/x", "/bin/trunc"));
    }

    /** What a bash that has sourced the completion offers for the last of the words. */
    private static String complete(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-euc", """
                source "$0"
                complete -p "$1" | grep -q -e ' -F _smtp_poplock '
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                _smtp_poplock "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || :
                echo "${COMPREPLY[*]}"
                """, TREE.resolve("usr/share/bash-completion/completions").resolve(words[0]).toString()));
        command.addAll(List.of(words));
        return Box.run(command.toArray(String[]::new)).strip();
    }

    /** The long options in a text. */
    private static Set<String> options(String text) {
        return Pattern.compile("--[a-z][a-z-]+").matcher(text).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
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
            FileUtils.listFiles(Component.PROJECT.resolve(place).toFile(), TrueFileFilter.TRUE,
                    new NotFileFilter(new NameFileFilter("target"))).stream().map(File::toPath)
                    .filter(PackageIT::isScript).forEach(scripts::add);
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
