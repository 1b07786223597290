package poplock.readlog.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import poplock.common.Complaint;
import poplock.common.Config;
import poplock.readlog.line.Why;

/** Where the shipped parser definitions are: in a file, parsers.conf(5), or in the program itself. */
public final class ParsersFile {
    private static final String BUILT_IN = "parsers.conf";

    private ParsersFile() {}

    /**
     * The shipped definitions: those of the file that {@code parsers} names, or of parsers.conf beside the configuration
     * if there is one, else the ones packed into readlog.jar.
     *
     * @throws Complaint if the file is wrong, cannot be read, or was named and is not there
     */
    public static List<Config.Section> read(Config config) {
        Path file = Path.of(config.parsers());
        try {
            if (config.parsersGiven() || Files.exists(file)) {
                if (!Files.exists(file)) {
                    throw Complaint.usage("unable to read " + file + ": no such file");
                }
                return Config.parseSections(config.parsers(), Files.readAllBytes(file));
            }
            return builtIn();
        } catch (IOException e) {
            throw Complaint.temporary("unable to read " + file + ": " + Why.of(e));
        }
    }

    private static List<Config.Section> builtIn() throws IOException {
        try (InputStream in = ParsersFile.class.getResourceAsStream(BUILT_IN)) {
            return Config.parseSections("readlog.jar:" + BUILT_IN, in.readAllBytes());
        }
    }
}
