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
 * <p>A reader of headers has one object for all of them: good until it reads the next line.
 */
public final class Header {
    /** No known program's tag is longer. */
    static final int MAX_TAG = 64;

    private Stamp stamp;
    private int stampStart;
    private Stamp inner;
    private int innerStart;
    private int machineStart;
    private int machineEnd;
    private int tagStart;
    private int tagEnd;
    private long pid;
    private int message;

    /** @return null if the line does not start with a header of a known form */
    public static Header parse(byte[] buffer, int start, int end) {
        return new HeaderReader().read(buffer, start, end);
    }

    void setStamps(Stamp outer, int itsStart, Stamp innerOne, int innerOnesStart) {
        stamp = outer;
        stampStart = itsStart;
        inner = innerOne;
        innerStart = innerOnesStart;
    }

    void setProgram(int itsMachine, int machinesEnd, int itsTag, int tagsEnd, long itsPid) {
        machineStart = itsMachine;
        machineEnd = machinesEnd;
        tagStart = itsTag;
        tagEnd = tagsEnd;
        pid = itsPid;
    }

    void setMessage(int itsStart) {
        message = itsStart;
    }

    /** The form of the time stamp, null if the line has none; the logger's if there are two. */
    Stamp stamp() {
        return stamp;
    }

    /** Index of the stamp in the buffer. */
    int stampStart() {
        return stampStart;
    }

    /** The form of the stamp behind the logger's, null if there is none. */
    Stamp inner() {
        return inner;
    }

    /** Index of that. */
    int innerStart() {
        return innerStart;
    }

    /** Index of the machine. */
    public int machineStart() {
        return machineStart;
    }

    /** Index after it; the same as its start if the line names no machine. */
    public int machineEnd() {
        return machineEnd;
    }

    /** Index of the tag, which is 1 to {@link #MAX_TAG} bytes long. */
    public int tagStart() {
        return tagStart;
    }

    /** Index after it. */
    public int tagEnd() {
        return tagEnd;
    }

    /** The process's number, -1 if the line has none. */
    public long pid() {
        return pid;
    }

    /** Index of the message, which goes on to the line's end. */
    public int message() {
        return message;
    }
}
