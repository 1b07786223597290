package poplock.program;

/**
 * What a program takes beside options.
 *
 * @param name what it is called
 * @param description what it is, as an option's
 */
public record Operand(Kind kind, String name, String description) {
    /** How many there may be. */
    public enum Kind {
        NONE, OPTIONAL, ANY,
        /** A program with its arguments: the options end before it. */
        COMMAND
    }

    public static final Operand NONE = new Operand(Kind.NONE, "", "");

    String synopsis() {
        return switch (kind) {
            case NONE -> "";
            case OPTIONAL -> "[" + name + "]";
            case ANY -> "[" + name + "...]";
            case COMMAND -> name + " [argument...]";
        };
    }
}
