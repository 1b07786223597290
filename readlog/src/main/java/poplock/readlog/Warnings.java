package poplock.readlog;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes warnings on; one that comes again and again only once a minute. */
final class Warnings {
    private static final long AGAIN = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<String> out;
    private final Map<String, Long> said = new HashMap<>();

    Warnings(Consumer<String> out) {
        this.out = out;
    }

    void say(String warning) {
        out.accept(warning);
    }

    /** @param topic warnings of one topic are held to one a minute */
    synchronized void say(String topic, String warning) {
        long now = System.nanoTime();
        Long last = said.get(topic);
        if (last == null || now - last >= AGAIN) {
            said.put(topic, now);
            out.accept(warning);
        }
    }
}
