package poplock.readlog.line;

/**
 * The long lines that a container's runtime cuts into pieces, each logged as a line of its own. A client can choose where its
 * text is cut, and so what the next piece begins with: neither the pieces nor the rest of the line are to be believed. The
 * lines of a container's two streams stand among each other.
 */
final class LinePieces {
    private boolean goesOn;
    private boolean errorGoesOn;

    /**
     * Takes the next line and says whether it is a piece of one.
     *
     * @param form what the line starts with
     * @param isError whether it is of standard error
     */
    boolean isPiece(Stamp form, boolean isError) {
        if (form != Stamp.CRI && form != Stamp.CRI_PIECE) {
            return false;
        }
        boolean isRest = isError ? errorGoesOn : goesOn;
        boolean isPiece = form == Stamp.CRI_PIECE;
        if (isError) {
            errorGoesOn = isPiece;
        } else {
            goesOn = isPiece;
        }
        return isPiece || isRest;
    }

    /** Lines were missed: the next one may be the rest of one of them. */
    void gap() {
        goesOn = true;
        errorGoesOn = true;
    }
}
