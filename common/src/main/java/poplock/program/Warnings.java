package poplock.program;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Passes warnings on; one that comes again and again only once in a while. */
public final class Warnings {
    /** In nanoseconds. */
    private static final long AGAIN = 60_000_000_000L;
    /** Others may make up topics. */
    private static final int MOST_TOPICS = 1_000;

    private final LongSupplier clock;
    private final Consumer<String> out;
    private final Consumer<String> plain;
    private final LinkedHashMap<String, Long> said = new LinkedHashMap<>();
    private final Set<String> once = new HashSet<>();

    /** @param clock one that nobody sets, in nanoseconds */
    public Warnings(LongSupplier clock, Consumer<String> out) {
        this(clock, out, out);
    }

    /** @param plain takes what is said and is no warning */
    public Warnings(LongSupplier clock, Consumer<String> out, Consumer<String> plain) {
        this.clock = clock;
        this.out = out;
        this.plain = plain;
    }

    /** Says something that is no warning. */
    public void tell(String message) {
        plain.accept(message);
    }

    public void say(String warning) {
        out.accept(warning);
    }

    /** The same warning only once. */
    public void sayOnce(String warning) {
        if (once.add(warning)) {
            out.accept(warning);
        }
    }

    /** @param topic warnings of one topic are held to one a minute */
    public void say(String topic, String warning) {
        say(topic, AGAIN, warning);
    }

    /** @param again nanoseconds in which a warning of the topic is said once only */
    public void say(String topic, long again, String warning) {
        long now = clock.getAsLong();
        Long last = said.get(topic);
        if (last == null || now - last >= again) {
            said.remove(topic);
            said.put(topic, now);
            if (said.size() > MOST_TOPICS) {
                said.pollFirstEntry();
            }
            out.accept(warning);
        }
    }
}
