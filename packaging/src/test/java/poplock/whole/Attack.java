package poplock.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * Many tries to log in at once; each must fail.
 *
 * @param client whence
 */
record Attack(Client client, List<MailServer.Way> ways, String password) {
    private static final int AT_ONCE = 100;

    /** Tries each name in each way. */
    void with(List<String> names) throws Exception {
        try (ExecutorService attackers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> tries = new ArrayList<>();
            for (MailServer.Way way : ways) {
                names.forEach(name -> tries.add(attackers.submit(() -> with(name, way))));
            }
            for (Future<?> each : tries) {
                each.get();
            }
        }
    }

    private void with(String name, MailServer.Way way) {
        try {
            assertFalse(way.in(client, name, password), name);
        } catch (IOException e) {
            // The server hung up: as good as a refusal.
        }
    }
}
