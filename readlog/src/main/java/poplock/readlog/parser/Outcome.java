package poplock.readlog.parser;

/** What became of a line. */
public enum Outcome {
    LOGIN("login"), //
    NO_HEADER("no syslog header of a known form"), //
    NOT_CLAIMED("no parser's program matches the tag"), //
    NO_MATCH("no pattern matches"), //
    BAD_ADDRESS("what stands in the address's place is none"), //
    TWO_READINGS("two patterns read different addresses"), //
    CUT_OFF("may be the rest of a message that the server's logger cut in two"), //
    CUT_SHORT("as long as the system logger lets a line be (max=N), so its end may be missing"), //
    RAN_AWAY("a pattern ran away"), //
    CONNECT("address of a connection, no login yet"), //
    DISCONNECT("end of a connection"), //
    NO_CONNECT("login of a connection whose address is not known"), //
    FAILED("could not be judged, for a mistake in readlog itself");

    private final String text;

    Outcome(String text) {
        this.text = text;
    }

    /** In words for the administrator. */
    public String text() {
        return text;
    }
}
