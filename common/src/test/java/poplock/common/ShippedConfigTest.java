package poplock.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** config/smtp-poplock.conf says what Config does: its keys, its defaults, examples that are right. */
class ShippedConfigTest {
    private static final Path FILE = Path.of("..", "config", "smtp-poplock.conf");
    private static final Pattern SETTING = Pattern.compile("#([a-z0-9_]+) =.*");
    private static final Map<String, Function<Config, Object>> KEYS = keys();

    private static Map<String, Function<Config, Object>> keys() {
        var keys = new LinkedHashMap<String, Function<Config, Object>>();
        keys.put("dbfile", Config::dbfile);
        keys.put("expiry", Config::expiry);
        keys.put("source", Config::sources);
        keys.put("relayclient", Config::relayclient);
        keys.put("setenv", Config::setenv);
        keys.put("allow", Config::allow);
        keys.put("deny", Config::deny);
        keys.put("ignore", Config::ignore);
        keys.put("ipv6_prefix", config -> config.scope().prefix());
        keys.put("deny_user", config -> config.users().denied());
        keys.put("max_addresses", config -> config.users().maxAddresses());
        keys.put("users", config -> config.users().kept());
        keys.put("parsers", Config::parsers);
        keys.put("enable", config -> config.enable().value());
        keys.put("verbose", Config::verbose);
        keys.put("max_entries", Config::maxEntries);
        keys.put("spool", Config::spool);
        keys.put("spool_max", Config::spoolMax);
        return keys;
    }

    /** A setting in a comment; an example if "for example" is said in the comment before it. */
    private record Comment(String key, String line, boolean example) {}

    private static Config parse(List<String> lines) {
        return Config.parse(FILE.toString(), String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(FILE, StandardCharsets.US_ASCII);
    }

    private static List<Comment> settings() throws IOException {
        var settings = new ArrayList<Comment>();
        boolean example = false;
        for (String line : lines()) {
            if (line.equals("#[parser mypopd]")) {
                break;
            }
            var setting = SETTING.matcher(line);
            if (setting.matches()) {
                settings.add(new Comment(setting.group(1), line.substring(1), example));
            } else {
                example = !line.isEmpty() && (example || line.contains("For example"));
            }
        }
        return settings;
    }

    @Test
    void asShippedItIsAllDefaults() throws IOException {
        assertEquals(parse(List.of()), parse(lines()));
    }

    @Test
    void namesEveryKeyThatConfigTakesAndNoOther() throws IOException {
        var named = new TreeSet<String>();
        for (Comment setting : settings()) {
            named.add(setting.key());
        }
        assertEquals(new TreeSet<>(KEYS.keySet()), named);
        assertEquals(keysInTheSource(), named);
        assertEquals(List.of(), named.stream().filter(key -> !Config.isKey(key)).toList());
    }

    /** A key that is added to ConfigReader and forgotten here must not pass. */
    private static Set<String> keysInTheSource() throws IOException {
        var keys = new TreeSet<String>();
        var matcher = Pattern.compile("case \"([a-z0-9_]+)\" -> (?!true|false)")
                .matcher(Files.readString(Path.of("src/main/java/poplock/common/ConfigReader.java")));
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    @Test
    void eachSettingIsTheDefaultOrAnExampleThatIsRight() throws IOException {
        Config defaults = parse(List.of());
        for (Comment setting : settings()) {
            Function<Config, Object> value = KEYS.get(setting.key());
            Object uncommented = value.apply(parse(List.of(setting.line())));
            if (setting.example()) {
                assertNotEquals(value.apply(defaults), uncommented, setting.line());
            } else {
                assertEquals(value.apply(defaults), uncommented, setting.line());
            }
        }
    }

    @Test
    void theExampleOfAParserIsASection() throws IOException {
        List<String> lines = lines();
        List<String> parser = lines.subList(lines.indexOf("#[parser mypopd]"), lines.size());
        Config config = parse(parser.stream().map(line -> line.substring(1)).toList());
        assertEquals("mypopd", config.sections().getFirst().name());
        assertTrue(lines.contains("#   " + config.sections().getFirst().settings().getLast().value()));
    }

    @Test
    void installTellsOfEveryShippedParser() throws IOException {
        String install = Files.readString(Path.of("..", "INSTALL.md"));
        String file = "../config/parsers.conf";
        for (Config.Section parser : Config.parseSections(file, Files.readAllBytes(Path.of(file)))) {
            assertTrue(install.contains("`" + parser.name() + "`"), parser.name());
        }
    }
}
