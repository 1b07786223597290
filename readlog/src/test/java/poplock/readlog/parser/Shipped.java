package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;
import java.util.List;

import poplock.common.Config;
import poplock.posix.jvm.JvmLibc;

/** The shipped parsers, for tests. */
public final class Shipped {
    private Shipped() {}

    public static List<Config.Section> sections() {
        return ParsersFile.read(new JvmLibc(), config(""), ParsersFile::packedIntoJar);
    }

    /** @param settings lines of smtp-poplock.conf */
    public static LoginParsers parsers(String settings) {
        return LoginParsers.of(config(settings), sections());
    }

    /** @param settings lines of smtp-poplock.conf; no parsers.conf is beside it */
    public static Config config(String settings) {
        return Config.parse("/nowhere/smtp-poplock.conf", settings.getBytes(StandardCharsets.ISO_8859_1));
    }
}
