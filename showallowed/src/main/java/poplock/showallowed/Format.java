package poplock.showallowed;

import java.io.IOException;

/** A way to write hosts, one after the other: begin, each host, end. */
interface Format {
    /** What {@code --format} takes. */
    enum Name {
        table, plain, json, csv
    }

    default void begin(Appendable out) throws IOException {}

    void host(Appendable out, Host host) throws IOException;

    default void end(Appendable out) throws IOException {}
}
