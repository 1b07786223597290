package poplock.common;

import java.util.ArrayList;
import java.util.List;

/**
 * One reading of a configuration: the values so far, defaults before them. It needs little memory whatever the file
 * holds: networks and sections are looked at where they stand, and what is kept of the rest is limited.
 */
final class ConfigReader {
    /** Other settings than networks: this many at most. */
    private static final int MAX_SETTINGS = 1_000;
    /** And this many bytes of them. A longer path or variable is a mistake. */
    private static final int MAX_SETTINGS_BYTES = 1 << 16;
    private static final int MAX_ADDRESSES = 10_000;

    private final String file;
    private final byte[] content;
    private final ConfigLines lines;
    private final NetworkReader network = new NetworkReader();
    /** The keys so far that may stand only once, with their lines. */
    private final List<Config.Setting> once = new ArrayList<>();
    private int settings;
    private int settingsBytes;

    private final List<Source> sources = new ArrayList<>();
    private Networks allow = Networks.NONE;
    private Networks deny = Networks.NONE;
    /** Null until a line says something else than the default. */
    private Networks ignore;
    private String dbfile = Config.FOLDER + "dbfile";
    private Expiry expiry = new Expiry(30 * 60);
    private String relayclient = "";
    private final List<Variable> setenv = new ArrayList<>();
    private Scope scope = Scope.ADDRESS;
    private boolean users = true;
    private final List<UserPattern> deniedUsers = new ArrayList<>();
    private int maxAddresses;
    private String parsers;
    private Config.Setting enable = new Config.Setting("enable", "", 0);
    private boolean verbose;
    private int maxEntries = 1_000_000;
    private String spool = "";
    private long spoolMax = 16 << 20;

    ConfigReader(String file, byte[] content) {
        this.file = file;
        this.content = content;
        lines = new ConfigLines(file, content);
    }

    /** @throws Complaint for the first thing that is wrong, with file and line */
    Config read() {
        var sections = new SectionNames(content);
        while (lines.next()) {
            if (lines.isHeading()) {
                sections.add(lines);
                continue;
            }
            lines.refuseNoSetting();
            if (sections.isEmpty()) {
                take();
            }
        }
        if (sources.isEmpty()) {
            sources.add(Config.defaultSource());
        }
        return new Config(file, dbfile, expiry, List.copyOf(sources), relayclient, List.copyOf(setenv), allow,
                deny,
                ignore == null ? Networks.loopback() : ignore, scope,
                new Config.UserRules(users, List.copyOf(deniedUsers), maxAddresses),
                parsers == null ? path("parsers.conf") : parsers, parsers != null, enable, verbose,
                maxEntries,
                spool, spoolMax, new Sections(file, content));
    }

    private void take() {
        try {
            String key = key();
            switch (key) {
                case "dbfile" -> dbfile = path(lines.value());
                case "expiry" -> expiry = Expiry.parse(lines.value());
                case "source" -> sources.add(Source.parse(lines.value()));
                case "relayclient" -> relayclient = lines.value();
                case "setenv" -> setenv.add(variable(lines.value()));
                case "allow" -> allow = networks(key, allow);
                case "deny" -> deny = networks(key, deny);
                case "ignore" -> ignore = networks(key, ignore);
                case "ipv6_prefix" -> scope = scope(lines.value());
                case "users" -> users = yes(lines.value());
                case "deny_user" -> deniedUsers();
                case "max_addresses" -> maxAddresses = maxAddresses(lines.value());
                case "parsers" -> parsers = path(lines.value());
                case "enable" -> enable = new Config.Setting(key, lines.value(), lines.number());
                case "verbose" -> verbose = yes(lines.value());
                case "max_entries" -> maxEntries = (int) number(lines.value(), 100_000_000);
                case "spool" -> spool = path(lines.value());
                case "spool_max" -> spoolMax = size(lines.value());
                default -> throw lines.complaint("unknown key '" + key + "'");
            }
        } catch (IllegalArgumentException e) {
            throw lines.complaint(lines.key() + ": " + e.getMessage());
        }
    }

    /** The line's key; no new text for those of which there may be a hundred thousand. */
    private String key() {
        if (lines.isKey("allow")) {
            return "allow";
        }
        if (lines.isKey("deny")) {
            return "deny";
        }
        if (lines.isKey("ignore")) {
            return "ignore";
        }
        refuseTooMany();
        String key = lines.key();
        if (!key.equals("source") && !key.equals("setenv") && !key.equals("deny_user")) {
            refuseSecond(key);
        }
        return key;
    }

    private void refuseTooMany() {
        settings++;
        settingsBytes += lines.length();
        if (settings > MAX_SETTINGS) {
            throw lines.complaint("more than " + MAX_SETTINGS + " settings");
        }
        if (settingsBytes > MAX_SETTINGS_BYTES) {
            throw lines.complaint("more than " + MAX_SETTINGS_BYTES + " bytes of settings");
        }
    }

    private void refuseSecond(String key) {
        for (Config.Setting other : once) {
            if (other.key().equals(key)) {
                throw lines.complaint("'" + key + "' stands in line " + other.line() + " already");
            }
        }
        once.add(new Config.Setting(key, "", lines.number()));
    }

    private Variable variable(String text) {
        Variable variable = Variable.parse(text);
        for (Variable other : setenv) {
            if (other.name().equals(variable.name())) {
                throw new IllegalArgumentException(variable.name() + " is set by another line already");
            }
        }
        return variable;
    }

    /**
     * Looks at each network of the line. None is kept: they are read again where they stand when one is asked for. Only
     * {@code ignore} may name none, which is another thing than its default.
     */
    private Networks networks(String key, Networks before) {
        boolean any = false;
        while (lines.nextWord()) {
            if (lines.isWord(Networks.UNTIL) && !key.equals("ignore")) {
                checkTime();
                break;
            }
            network.read(content, lines.wordStart(), lines.wordEnd());
            any = true;
        }
        if (!any && !key.equals("ignore")) {
            throw new IllegalArgumentException("no network");
        }
        return before == Networks.NONE || before == null ? new Networks(content, key) : before;
    }

    /** What stands after {@code until}: a time, and nothing more. */
    private void checkTime() {
        lines.nextWord();
        CivilTime.parse(content, lines.wordStart(), lines.wordEnd());
        if (lines.nextWord()) {
            throw new IllegalArgumentException("the line goes on after its time: '"
                    + ConfigLines.excerpt(content, lines.wordStart(), lines.wordEnd()) + "'");
        }
    }

    private void deniedUsers() {
        int before = deniedUsers.size();
        while (lines.nextWord()) {
            deniedUsers.add(new UserPattern(ConfigLines.text(content, lines.wordStart(), lines.wordEnd())));
        }
        if (deniedUsers.size() == before) {
            throw new IllegalArgumentException("no user");
        }
    }

    private static Scope scope(String value) {
        int prefix = (int) number(value, 128);
        if (prefix < Scope.MIN) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a whole number from " + Scope.MIN + " to 128");
        }
        return new Scope(prefix);
    }

    private static int maxAddresses(String value) {
        return value.equals("0") ? 0 : (int) number(value, MAX_ADDRESSES);
    }

    /** Relative paths start at the folder of the configuration file, whoever reads it and from where. */
    private String path(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no path");
        }
        return value.startsWith("/") ? value : file.substring(0, file.lastIndexOf('/') + 1) + value;
    }

    private static boolean yes(String value) {
        return switch (value) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("'" + value + "' is neither yes nor no");
        };
    }

    private static long size(String value) {
        int last = value.length() - 1;
        int shift = last < 0 ? 0 : switch (value.charAt(last)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
        return number(shift == 0 ? value : value.substring(0, last), 1L << 40 - shift) << shift;
    }

    private static long number(String value, long max) {
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            number = c < '0' || c > '9' || number > max ? max + 1 : number * 10 + c - '0';
        }
        if (number < 1 || number > max) {
            throw new IllegalArgumentException("'" + value + "' is not a whole number from 1 to " + max);
        }
        return number;
    }
}
