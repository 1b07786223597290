package poplock.readlog.line;

/** How many log lines were dropped, whatever they said, by cause. */
public final class Drops {
    /** Why a line was dropped. */
    public enum Cause {
        /** It is longer than {@link LineReader#MAX_LINE} bytes. */
        TOO_LONG("too_long"),
        /** It has a control character. */
        CONTROL("control_character"),
        /** It may be the rest of a message that the server's logger cut in two. */
        CUT_OFF("cut_off"),
        /** It is as long as the system logger lets a line be, so that its end may be missing. */
        CUT_SHORT("cut_short"),
        /** A pattern took too long. */
        RAN_AWAY("ran_away"),
        /** It could not be judged, for a mistake in readlog itself. */
        FAILED("failed");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        /** As the metrics name it. */
        public String word() {
            return word;
        }
    }

    private final long[] counts = new long[Cause.values().length];
    private boolean isRecalling;

    public void add(Cause cause) {
        counts[cause.ordinal()] += isRecalling ? 0 : 1;
    }

    public long of(Cause cause) {
        return counts[cause.ordinal()];
    }

    /** Says whether the lines that follow have been counted already. */
    public void recall(boolean lines) {
        isRecalling = lines;
    }
}
