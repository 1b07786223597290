package poplock.showallowed;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A way to write hosts, one after the other: begin, each host, end. */
interface Format {
    /** What {@code --format} takes. */
    enum Name {
        table, plain, json, csv
    }

    default void begin(Appendable out) throws IOException {}

    void host(Appendable out, Host host) throws IOException;

    default void end(Appendable out) throws IOException {}

    /** ISO 8601, local time with its offset. */
    static String time(long seconds) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(Instant.ofEpochSecond(seconds).atZone(ZoneId.systemDefault()));
    }
}
