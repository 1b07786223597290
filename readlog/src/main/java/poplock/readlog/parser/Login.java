package poplock.readlog.parser;

import java.nio.charset.StandardCharsets;

import poplock.common.Address;

/**
 * A successful login to a POP3 or IMAP server, as a log line tells it. One object tells of login after login, so that none
 * costs memory: good until the next line is read.
 */
public final class Login {
    private final long[] address = new long[2];
    private byte[] buffer = {};
    private int userStart;
    private int userEnd;
    private String parser = "";

    /** @param from index of the user's name, which is empty if the parser does not take it */
    void take(String itsParser, long[] itsAddress, byte[] line, int from, int to) {
        parser = itsParser;
        address[0] = itsAddress[0];
        address[1] = itsAddress[1];
        buffer = line;
        userStart = from;
        userEnd = to;
    }

    boolean isFrom(long[] other) {
        return address[0] == other[0] && address[1] == other[1];
    }

    /** The name of the parser that found it. */
    public String parser() {
        return parser;
    }

    public Address address() {
        return new Address(address[0], address[1]);
    }

    /** The first 64 bits of the address. */
    public long high() {
        return address[0];
    }

    /** Its last 64 bits. */
    public long low() {
        return address[1];
    }

    /** The user's name, bytes as ISO-8859-1; empty if the parser does not take it. */
    public String user() {
        return new String(buffer, userStart, userEnd - userStart, StandardCharsets.ISO_8859_1);
    }

    /** Where the user's name stands. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of its first byte. */
    public int userStart() {
        return userStart;
    }

    /** Index after its last one. */
    public int userEnd() {
        return userEnd;
    }

    @Override
    public String toString() {
        return address() + " " + user() + " " + parser;
    }
}
