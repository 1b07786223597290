package poplock.whole;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Many tries to log in at once.
 *
 * @param client whence
 */
record Attack(Client client, List<MailServer.Way> ways, String password) {
    private static final int AT_ONCE = 100;

    /** Tries each name in each way; each must fail. */
    void with(List<String> names) throws Exception {
        assertEquals(List.of(), letIn(names));
    }

    /** Tries each name in each way; answers those that were let in. */
    List<String> letIn(List<String> names) throws Exception {
        try (ExecutorService attackers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> tries = new ArrayList<>();
            for (MailServer.Way way : ways) {
                names.forEach(name -> tries.add(attackers.submit(() -> letIn(name, way) ? name : null)));
            }
            List<String> in = new ArrayList<>();
            for (Future<String> each : tries) {
                in.add(each.get());
            }
            return in.stream().filter(Objects::nonNull).toList();
        }
    }

    private boolean letIn(String name, MailServer.Way way) {
        try {
            return way.in(client, name, password);
        } catch (IOException e) {
            // The server hung up: as good as a refusal.
            return false;
        }
    }
}
