package poplock.whole;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the real programs and ours are. One that is missing fails the test, and the message says what to do. */
final class Component {
    /** The packaging folder: where Maven runs the tests of this module. */
    static final Path PACKAGING = Path.of("").toAbsolutePath();
    /** The project's folder. */
    static final Path PROJECT = PACKAGING.getParent();

    private Component() {}

    /** A program of an installed Debian package. */
    static String installed(String program, String debianPackage) {
        return existing(Path.of(program),
                "Debian package " + debianPackage + ": run packaging/src/test/sh/install.sh");
    }

    /** A file of a Debian package that is only unpacked, because it conflicts with others. */
    static String unpacked(String debianPackage, String file) {
        return existing(PACKAGING.resolve("target/unpacked").resolve(debianPackage).resolve(file),
                "Debian package " + debianPackage + ": run packaging/src/test/sh/unpack.sh");
    }

    /** A file of this project, by its path from the project's folder. */
    static String ours(String file) {
        return existing(PROJECT.resolve(file), "this project: run mvn package");
    }

    private static String existing(Path file, String origin) {
        if (!Files.exists(file)) {
            throw new AssertionError("no " + file + ", which comes from " + origin);
        }
        return file.toString();
    }
}
