package poplock.readlog.line;

/**
 * What stands before the message in a log line. The forms (in brackets: may be missing), with {@code STAMP} as
 * {@link Stamp} lists them:
 *
 * <pre>
 * [&lt;PRI&gt;]STAMP [&lt;FACILITY.LEVEL&gt; ][MACHINE ][FACILITY.LEVEL ]TAG[[PID]][ &lt;LEVEL&gt;]: [[ID n FACILITY.LEVEL] ]MESSAGE
 * [&lt;PRI&gt;]STAMP MACHINE [FACILITY:LEVEL ][Message forwarded from MACHINE: ]TAG[[PID]]: MESSAGE      AIX
 * STAMP TAG: MESSAGE                                               Dovecot's own log file
 * [&lt;PRI&gt;]STAMP [TAG] MESSAGE                                      metalog
 * [&lt;PRI&gt;]1 STAMP MACHINE TAG PID MSGID STRUCTURED-DATA MESSAGE       RFC 5424
 * TAG: STAMP MESSAGE                                               Dovecot 1's own log file
 * LOGGER-STAMP TAG[[PID]]: MESSAGE                                 multilog, svlogd, Kubernetes
 * [LOGGER-STAMP ][FACILITY.LEVEL: ]any of the above                socklog, and syslog behind multilog or in a container
 * </pre>
 *
 * A line of any other form has no header, and no login is ever read from it. The machine is a word without colon
 * and bracket or a whole IPv6 address, so that no other program's tag is taken for a machine with the true tag's text after it.
 *
 * @param stamp the form of its time stamp, null if it has none; the logger's if there are two
 * @param stampStart index of the stamp in the buffer
 * @param inner the form of the stamp behind the logger's, null if there is none
 * @param innerStart index of that
 * @param machineStart index of the machine
 * @param machineEnd index after it; the same as its start if the line names no machine
 * @param tagStart index of the tag
 * @param tagEnd index after it; it is 1 to {@link #MAX_TAG} bytes long
 * @param pid the process's number, -1 if the line has none
 * @param message index of the message, which goes on to the line's end
 */
public record Header(Stamp stamp, int stampStart, Stamp inner, int innerStart, int machineStart,
        int machineEnd,
        int tagStart, int tagEnd, long pid, int message) {
    /** No known program's tag is longer. */
    static final int MAX_TAG = 64;

    /** @return null if the line does not start with a header of a known form */
    public static Header parse(byte[] buffer, int start, int end) {
        return new HeaderReader().read(buffer, start, end);
    }
}
