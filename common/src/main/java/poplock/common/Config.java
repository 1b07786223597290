package poplock.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The configuration, smtp-poplock.conf(5). Every key is checked here, once, for all four programs; parser sections are
 * kept as they stand, for readlog.
 *
 * @param file the file's name, for complaints
 * @param expiry how long a login lets its address relay
 * @param sources where log lines come from; never empty
 * @param relayclient the value given to RELAYCLIENT, bytes as ISO-8859-1
 * @param allow networks that may always relay
 * @param deny networks that may never relay
 * @param ignore networks whose logins are not recorded
 * @param parsers file of the shipped parser definitions
 * @param parsersGiven whether {@code parsers} was set, so that the file must exist
 * @param enable the value of {@code enable}, or none: null line 0 stands for the default set
 * @param verbose whether relaylock logs its verdict on each connection
 * @param maxEntries how many entries readlog keeps, 1 to 100,000,000
 * @param spool fifo-safety's spool file; empty for none
 * @param spoolMax its greatest size in bytes
 * @param sections the {@code [parser NAME]} sections
 */
public record Config(String file, String dbfile, Expiry expiry, List<Source> sources, String relayclient,
        List<Network> allow, List<Network> deny, List<Network> ignore, String parsers, boolean parsersGiven,
        Setting enable, boolean verbose, int maxEntries, String spool, long spoolMax,
        List<Section> sections) {
    /** Read by every program that is given no other file. */
    public static final String DEFAULT_FILE = "/etc/smtp-poplock/smtp-poplock.conf";
    /** The environment variable that names another file; {@code -c} beats it. */
    public static final String VARIABLE = "SMTP_POPLOCK_CONFIG";
    /** A configuration is smaller than this many bytes; a larger file is something else. */
    public static final int MAX_BYTES = 1 << 20;

    private static final String FOLDER = "/var/smtp-poplock/";
    private static final Set<String> KEYS = Set.of("dbfile", "expiry", "source", "relayclient", "allow",
            "deny",
            "ignore", "parsers", "enable", "verbose", "max_entries", "spool", "spool_max");
    private static final Set<String> REPEATABLE = Set.of("source", "allow", "deny", "ignore");

    /**
     * One {@code key = value}.
     *
     * @param line its number in the file, from 1
     */
    public record Setting(String key, String value, int line) {}

    /**
     * One {@code [parser NAME]} with what follows it.
     *
     * @param file the file it stands in
     * @param line the number of its heading, from 1
     */
    public record Section(String file, String name, int line, List<Setting> settings) {}

    /**
     * Reads a configuration.
     *
     * @param file its name: for complaints, and relative paths in it start at its folder
     * @throws Complaint for the first thing that is wrong, with file and line
     */
    public static Config parse(String file, byte[] content) {
        ConfigLines lines = ConfigLines.read(file, content);
        return new Reading(file, lines.sections()).config(lines.settings());
    }

    /**
     * Reads a file that holds nothing but parser sections (parsers.conf).
     *
     * @throws Complaint for the first thing that is wrong, with file and line
     */
    public static List<Section> parseSections(String file, byte[] content) {
        ConfigLines lines = ConfigLines.read(file, content);
        if (!lines.settings().isEmpty()) {
            Setting first = lines.settings().getFirst();
            throw Complaint.atLine(file, first.line(),
                    "'" + first.key() + "' stands before any [parser NAME]");
        }
        return lines.sections();
    }

    /** Where log lines come from if no {@code source} is set. */
    public static Source defaultSource() {
        return new Source(Source.Kind.FIFO, FOLDER + "fifo", "");
    }

    /** Whether a key is one of the file's own, which stand before its first section. */
    public static boolean isKey(String key) {
        return KEYS.contains(key);
    }

    /** The file to read: the one given, else the environment's, else the default. Arguments may be null. */
    public static String choose(String given, String environment) {
        return given != null
                ? given
                : environment != null && !environment.isEmpty() ? environment : DEFAULT_FILE;
    }

    /** One reading of the settings: the values so far, defaults before them. */
    private static final class Reading {
        private final String file;
        private final List<Section> sections;
        private final List<Source> sources = new ArrayList<>();
        private final List<Network> allow = new ArrayList<>();
        private final List<Network> deny = new ArrayList<>();
        private final List<Network> ignore = new ArrayList<>();
        private String dbfile = FOLDER + "dbfile";
        private Expiry expiry = new Expiry(30 * 60);
        private String relayclient = "";
        private String parsers;
        private Setting enable = new Setting("enable", "", 0);
        private boolean verbose;
        private int maxEntries = 1_000_000;
        private String spool = "";
        private long spoolMax = 16 << 20;

        Reading(String file, List<Section> sections) {
            this.file = file;
            this.sections = sections;
        }

        Config config(List<Setting> settings) {
            for (int i = 0; i < settings.size(); i++) {
                Setting setting = settings.get(i);
                refuseDuplicate(setting, settings.subList(0, i));
                try {
                    take(setting);
                } catch (IllegalArgumentException e) {
                    throw Complaint.atLine(file, setting.line(), setting.key() + ": " + e.getMessage());
                }
            }
            if (sources.isEmpty()) {
                sources.add(defaultSource());
            }
            return new Config(file, dbfile, expiry, List.copyOf(sources), relayclient, List.copyOf(allow),
                    List.copyOf(deny), List.copyOf(ignore), parsers == null ? path("parsers.conf") : parsers,
                    parsers != null, enable, verbose, maxEntries, spool, spoolMax, sections);
        }

        private void refuseDuplicate(Setting setting, List<Setting> before) {
            for (Setting other : before) {
                if (other.key().equals(setting.key()) && !REPEATABLE.contains(setting.key())) {
                    throw Complaint.atLine(file, setting.line(),
                            "'" + setting.key() + "' stands in line " + other.line() + " already");
                }
            }
        }

        private void take(Setting setting) {
            if (!isKey(setting.key())) {
                throw Complaint.atLine(file, setting.line(), "unknown key '" + setting.key() + "'");
            }
            String value = setting.value();
            switch (setting.key()) {
                case "dbfile" -> dbfile = path(value);
                case "expiry" -> expiry = Expiry.parse(value);
                case "source" -> sources.add(Source.parse(value));
                case "relayclient" -> relayclient = value;
                case "allow" -> networks(value, allow);
                case "deny" -> networks(value, deny);
                case "ignore" -> networks(value, ignore);
                case "parsers" -> parsers = path(value);
                case "enable" -> enable = setting;
                case "verbose" -> verbose = yes(value);
                case "max_entries" -> maxEntries = (int) number(value, 100_000_000);
                case "spool" -> spool = path(value);
                case "spool_max" -> spoolMax = size(value);
                default -> throw new AssertionError(setting.key());
            }
        }

        /** Relative paths start at the folder of the configuration file, whoever reads it and from where. */
        private String path(String value) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("no path");
            }
            return value.startsWith("/") ? value : file.substring(0, file.lastIndexOf('/') + 1) + value;
        }

        private static void networks(String value, List<Network> into) {
            if (value.isEmpty()) {
                throw new IllegalArgumentException("no network");
            }
            for (int start = 0, end; start < value.length(); start = end + 1) {
                end = start;
                while (end < value.length() && !ConfigLines.isBlank(value.charAt(end))) {
                    end++;
                }
                if (end > start) {
                    into.add(Network.parse(value.substring(start, end)));
                }
            }
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
}
