package poplock.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Many SMTP connections at once through tcpserver and the native relaylock, under the limit of a qmail run script. */
class ConnectionsIT {
    private static final int CONNECTIONS = 1_000;
    private static final int AT_ONCE = 40;

    @Test
    void thousandConnectionsHalfOfThemAllowed() throws Exception {
        try (Box box = new Box()) {
            var poplock = new Poplock(box, "poplock");
            long now = System.currentTimeMillis() / 1000;
            box.write("poplock/dbfile", IntStream.range(0, CONNECTIONS).filter(i -> i % 2 == 0)
                    .mapToObj(i -> address(i) + " " + now + "\n").sorted().reduce("", String::concat));
            List<String> command = new ArrayList<>(
                    List.of(Component.installed("/usr/bin/softlimit", "daemontools"), "-m", "4000000"));
            command.addAll(poplock.relaylock(Form.NATIVE, Smtp.mailfront()));
            Smtp smtp = Smtp.tcpserver(box, command);
            try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<Boolean>> verdicts = threads.invokeAll(IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> (Callable<Boolean>) () -> Client.at(address(i)).relays(smtp.port()))
                        .toList());
                for (int i = 0; i < CONNECTIONS; i++) {
                    assertEquals(i % 2 == 0, verdicts.get(i).get(), address(i));
                }
            }
            box.until("tcpserver without children", () -> smtp.daemon().children() == 0);
        }
    }

    private static String address(int index) {
        return "127.1." + index / 250 + "." + (index % 250 + 1);
    }
}
