package poplock.common;

/** Exit statuses of the four programs, in the convention of qmail's own programs. */
public final class Exit {
    /** All went well. */
    public static final int OK = 0;
    /** The answer is no: an address may not relay now, or (showallowed --status) readlog is not well. */
    public static final int NO = 1;
    /** Wrong usage or configuration: it stays so until the administrator acts. */
    public static final int USAGE = 100;
    /** Temporary failure: the same call may go through later. */
    public static final int TEMPORARY = 111;

    private Exit() {}
}
