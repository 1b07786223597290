package poplock.readlog.database;

import java.nio.charset.StandardCharsets;

import poplock.common.Address;
import poplock.common.Scope;
import poplock.common.UserLogin;

/**
 * A login that was found. Who finds logins has one object for all of them, so that none costs memory: good during the call
 * only.
 */
public final class Found {
    private long high;
    private long low;
    private long time;
    private String parser = "";
    private byte[] buffer = {};
    private int userStart;
    private int userEnd;

    /**
     * Becomes a login.
     *
     * @param addressHigh the first 64 bits of its address
     * @param addressLow the last 64
     * @param counted the time that it counts from, in seconds since the epoch
     * @param name of the parser that found it
     */
    public Found set(long addressHigh, long addressLow, long counted, String name) {
        high = addressHigh;
        low = addressLow;
        time = counted;
        parser = name;
        userEnd = userStart;
        return this;
    }

    /** Says where the user's name stands. */
    public Found setUser(byte[] line, int start, int end) {
        buffer = line;
        userStart = start;
        userEnd = end;
        return this;
    }

    /** What it opens, from now on, is all that it says of its address. */
    void open(Scope scope) {
        long its = scope.high(high, low);
        low = scope.low(high, low);
        high = its;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    public Address address() {
        return new Address(high, low);
    }

    /** The time that it counts from, in seconds since the epoch. */
    public long time() {
        return time;
    }

    /** The name of the parser that found it. */
    public String parser() {
        return parser;
    }

    /** The user's name, bytes as ISO-8859-1; empty if the parser does not take it. */
    public String user() {
        return new String(buffer, userStart, userEnd - userStart, StandardCharsets.ISO_8859_1);
    }

    /** Whether the parser tells the user. */
    boolean hasUser() {
        return userEnd > userStart;
    }

    /** Writes the user as dbfile.users has it: {@link UserLogin#show}. */
    int showUser(byte[] to, int at) {
        return UserLogin.show(buffer, userStart, userEnd, to, at);
    }

    /** How many bytes the user's name has. */
    int userLength() {
        return userEnd - userStart;
    }
}
