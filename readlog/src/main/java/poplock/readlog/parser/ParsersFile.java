package poplock.readlog.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.posix.FileStatus;
import poplock.posix.Libc;
import poplock.program.ConfigFile;

/** Where the shipped parser definitions are: in a file, parsers.conf(5), or in the program itself. */
public final class ParsersFile {
    private static final String NAME = "parsers.conf";

    private ParsersFile() {}

    /**
     * The shipped definitions: those of the file that {@code parsers} names, or of parsers.conf beside the configuration
     * if there is one, else the ones packed into the program.
     *
     * @param packed their bytes
     * @throws Complaint if the file is wrong, cannot be read, or was named and is not there
     */
    public static List<Config.Section> read(Libc libc, Config config, Supplier<byte[]> packed) {
        String file = config.parsers();
        if (config.parsersGiven() || FileStatus.of(libc, file).exists()) {
            return Config.parseSections(file, ConfigFile.content(libc, file));
        }
        return Config.parseSections("readlog's own " + NAME, packed.get());
    }

    /** Those that are packed into readlog.jar. */
    public static byte[] packedIntoJar() {
        try (InputStream in = ParsersFile.class.getResourceAsStream(NAME)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
