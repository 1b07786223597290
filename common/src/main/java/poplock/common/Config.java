package poplock.common;

import java.util.List;

/**
 * The configuration, smtp-poplock.conf(5). Every key is checked here, once, for all four programs; parser sections are
 * kept as they stand, for readlog.
 *
 * @param file the file's name, for complaints
 * @param expiry how long a login lets its address relay
 * @param sources where log lines come from; never empty
 * @param relayclient the value given to RELAYCLIENT, bytes as ISO-8859-1
 * @param setenv variables given to the program together with RELAYCLIENT, no name twice
 * @param allow networks that may always relay
 * @param deny networks that may never relay
 * @param ignore networks whose logins are not recorded
 * @param scope what one login opens
 * @param users which logins are not recorded because of their user, and whether users are
 * @param parsers file of the shipped parser definitions
 * @param parsersGiven whether {@code parsers} was set, so that the file must exist
 * @param enable the value of {@code enable}, or none: null line 0 stands for the default set
 * @param verbose whether relaylock logs its verdict on each connection
 * @param maxEntries how many entries readlog keeps, 1 to 100,000,000
 * @param spool fifo-safety's spool file; empty for none
 * @param spoolMax its greatest size in bytes
 * @param parserSections the {@code [parser NAME]} sections, see {@link #sections}
 */
public record Config(String file, String dbfile, Expiry expiry, List<Source> sources, String relayclient,
        List<Variable> setenv, Networks allow, Networks deny, Networks ignore, Scope scope, UserRules users,
        String parsers,
        boolean parsersGiven,
        Setting enable, boolean verbose, int maxEntries, String spool, long spoolMax,
        Sections parserSections) {
    /** Read by every program that is given no other file. */
    public static final String DEFAULT_FILE = "/etc/smtp-poplock/smtp-poplock.conf";
    /** The environment variable that names another file; {@code -c} beats it. */
    public static final String VARIABLE = "SMTP_POPLOCK_CONFIG";
    /** A configuration is smaller than this many bytes; a larger file is something else. */
    public static final int MAX_BYTES = 1 << 20;

    /** Where everything is that changes. */
    static final String FOLDER = "/var/smtp-poplock/";

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
     * What the configuration says of users.
     *
     * @param kept whether dbfile.users is kept
     * @param denied users whose logins are not recorded
     * @param maxAddresses how many addresses one user may open within the expiry; 0 for no limit
     */
    public record UserRules(boolean kept, List<UserPattern> denied, int maxAddresses) {
        /** Nobody is denied, and nobody is held to anything. */
        public static final UserRules NONE = new UserRules(true, List.of(), 0);

        /** The first pattern that a user's name fits; null if it fits none. */
        public UserPattern denying(String user) {
            for (UserPattern pattern : denied) {
                if (pattern.matches(user)) {
                    return pattern;
                }
            }
            return null;
        }
    }

    /**
     * Reads a configuration.
     *
     * @param file its name: for complaints, and relative paths in it start at its folder
     * @throws Complaint for the first thing that is wrong, with file and line
     */
    public static Config parse(String file, byte[] content) {
        return new ConfigReader(file, content).read();
    }

    /**
     * Reads a file that holds nothing but parser sections (parsers.conf).
     *
     * @throws Complaint for the first thing that is wrong, with file and line
     */
    public static List<Section> parseSections(String file, byte[] content) {
        return Sections.alone(file, content).list();
    }

    /** The {@code [parser NAME]} sections, in the file's order: made anew by each call. */
    public List<Section> sections() {
        return parserSections.list();
    }

    /** Where log lines come from if no {@code source} is set. */
    public static Source defaultSource() {
        return new Source(Source.Kind.FIFO, FOLDER + "fifo", "");
    }

    /** Whether a key is one of the file's own, which stand before its first section. */
    public static boolean isKey(String key) {
        return switch (key) {
            case "dbfile", "expiry", "source", "relayclient", "setenv", "allow", "deny", "deny_user",
                    "max_addresses", "ignore", "ipv6_prefix",
                    "users", "parsers",
                    "enable",
                    "verbose", "max_entries", "spool", "spool_max" ->
                true;
            default -> false;
        };
    }

    /** The file to read: the one given, else the environment's, else the default. Arguments may be null. */
    public static String choose(String given, String environment) {
        return given != null
                ? given
                : environment != null && !environment.isEmpty() ? environment : DEFAULT_FILE;
    }
}
